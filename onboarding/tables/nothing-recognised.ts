import { DataRefusedError } from '../../contracts/errors.ts';
import type { InputProfile } from '../../contracts/profile.ts';

/** Nothing in the inputs shows what customers do. */
export class NothingRecognisedError extends DataRefusedError {
  /** Those with times, of which a person may know more. */
  readonly inputs: readonly InputProfile[];

  constructor(message: string, inputs: readonly InputProfile[]) {
    super(message);
    this.inputs = inputs;
  }
}
