import { HoldfastError } from '../../contracts/errors.ts';

/** What was looked at, what was found, and what to do where it will not do. */
export interface Finding {
  readonly about: string;
  /** `fault`: a run or a deployment will fail; `warning`: it may, or its result is not what one thinks. */
  readonly level: 'fine' | 'warning' | 'fault';
  readonly says: string;
  /** What to do; null where nothing is. */
  readonly todo: string | null;
}

/** Looks at one thing. */
export interface Look {
  readonly about: string;
  readonly at: () => Promise<readonly Finding[]>;
}

export const fine = (about: string, says: string): Finding => ({ about, level: 'fine', says, todo: null });
export const warning = (about: string, says: string, todo: string): Finding => ({
  about,
  level: 'warning',
  says,
  todo,
});
export const fault = (about: string, says: string, todo: string): Finding => ({
  about,
  level: 'fault',
  says,
  todo,
});

/** Every finding, one look after the other: what one could not see does not hide what the others did. */
export async function examine(looks: readonly Look[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { about, at } of looks) findings.push(...(await at().catch((error) => [unseen(about, error)])));
  return findings;
}

/** An error is a finding of its own where a person can read it. */
function unseen(about: string, error: unknown): Finding {
  if (!(error instanceof HoldfastError)) throw error;
  const { message, exitCode } = error;
  return exitCode === 1 || exitCode === 5
    ? warning(
        about,
        `not looked at: ${message}`,
        'Give the user who runs the doctor the right to look, or check by hand.',
      )
    : fault(about, message, 'Fix it as the message says.');
}
