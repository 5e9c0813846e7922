import type { Catcher, ChoiceRule, Shape } from './definition.ts';
import type { Roots } from './json-path.ts';
import type { Value } from './value.ts';

/** What the fields of a state can see. */
export interface Scope extends Roots {
  /** What came into the state, before InputPath. */
  readonly raw: Value;
  readonly result?: Value;
  /** The error's name and cause, in a catcher. */
  readonly error?: Value;
}

export type Variables = Readonly<Record<string, Value>>;

/** How the fields of a state are worked out: by paths and templates, or by JSONata. */
export interface Language {
  /** The field with what a Task, a branch, an item reader or a result writer is given. */
  readonly given: 'Parameters' | 'Arguments';
  /** Input as InputPath leaves it. */
  readonly input: (inputPath: string | null | undefined, scope: Roots) => Value;
  /** A field that may depend on the scope; undefined where the owner lacks it. */
  readonly field: (owner: object, name: string, scope: Scope) => Promise<Value | undefined>;
  /** The list that a Map goes over. */
  readonly items: (owner: object, scope: Scope) => Promise<Value>;
  readonly holds: (rule: ChoiceRule, scope: Scope) => Promise<boolean>;
  readonly output: (shape: Shape, scope: Scope) => Promise<Value>;
  readonly caught: (catcher: Catcher, scope: Scope) => Promise<Value>;
}
