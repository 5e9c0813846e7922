import { ruleHolds } from './choice-rule.ts';
import { type Roots, readPath, writePath } from './json-path.ts';
import type { Language, Scope } from './language.ts';
import { evaluate, fillTemplate } from './payload-template.ts';
import type { Value } from './value.ts';

/** Paths, payload templates and intrinsic functions. In `Assign` and a catcher, `$` is the result or the error. */
export const jsonPath: Language = {
  given: 'Parameters',
  input: (inputPath, scope) => filtered(inputPath, scope),
  field: async (owner, name, scope) => {
    const { [`${name}Path`]: path, [name]: value } = owner as Record<string, Value | undefined>;
    if (typeof path === 'string') return evaluate(path, scope);
    return value === undefined ? undefined : fillTemplate(value, seenBy(name, scope));
  },
  items: async (owner, scope) => {
    const { ItemsPath = '$' } = owner as { ItemsPath?: string };
    return readPath(ItemsPath, scope);
  },
  holds: async (rule, scope) => ruleHolds(rule, scope),
  output: async ({ ResultSelector, ResultPath, OutputPath }, scope) => {
    const { result, raw } = scope;
    if (result === undefined) return filtered(OutputPath, scope);
    const selected =
      ResultSelector === undefined ? result : fillTemplate(ResultSelector, { ...scope, input: result });
    return filtered(OutputPath, { ...scope, input: placed(ResultPath, raw, selected) });
  },
  caught: async ({ ResultPath }, { raw, error = null }) => placed(ResultPath, raw, error),
};

const seenBy = (name: string, scope: Scope): Roots =>
  name === 'Assign' ? { ...scope, input: scope.error ?? scope.result ?? scope.input } : scope;

const filtered = (path: string | null | undefined, scope: Roots): Value => {
  if (path === null) return {};
  return path === undefined ? scope.input : evaluate(path, scope);
};

const placed = (path: string | null | undefined, raw: Value, value: Value): Value =>
  path === null ? raw : writePath(path ?? '$', raw, value);
