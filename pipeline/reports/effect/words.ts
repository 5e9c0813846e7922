import type { effectMethods, effectReasons } from '../../../contracts/artefacts/effect-report.ts';
import type { Language } from '../format.ts';

type Reason = (typeof effectReasons)[number];
type Method = (typeof effectMethods)[number];

/** A language's strings of the report on an effect; `{name}` is a place to be filled. One file each in `languages/`. */
export interface EffectLanguage {
  readonly figures: Language;
  readonly words: Readonly<Record<string, string>>;
  /** What was looked at: stands in checks and in warnings. */
  readonly reasons: Readonly<Record<Reason, string>>;
  /** What is known of a customer, by which groups are cut and figures adjusted. */
  readonly facts: Readonly<Record<string, string>>;
  /** How an interval was made. */
  readonly methods: Readonly<Record<Method, string>>;
}

/**
 * A string with its places filled.
 * @throws RangeError where a place has nothing to fill it
 */
export function fill(template: string, values: Readonly<Record<string, string>> = {}): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`Nothing to fill {${name}} with in "${template}"`);
    return value;
  });
}

/** The places of a string, sorted. */
export const placesOf = (template: string): string[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
