import type { EffectTexts, FactKey } from './texts.ts';

/** A fact of a customer in the reader's words; with its value where it has one, as `segment trade`. Others are called as they are. */
export function factName(name: string, { facts }: EffectTexts): string {
  const [fact, ...value] = name.split(' ');
  const told = facts[fact as FactKey];
  if (told === undefined) return name;
  return value.length === 0 ? told : `${told}: ${value.join(' ')}`;
}
