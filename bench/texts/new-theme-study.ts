import { randomStream, shuffle } from '../../models/numerics.ts';
import type { MeantText } from './simulated-texts.ts';
import { answerTo, proposalsOf, taughtBy } from './themes-study.ts';

const week = 7 * 86_400;
/** As the themes stage sees them. */
const window = 200 * 86_400;

/** Texts that a run sees. */
const seenAt = (texts: readonly MeantText[], until: number): MeantText[] =>
  texts.filter(({ seconds }) => seconds >= until - window && seconds < until);

/**
 * Weeks after which a theme that was never heard of is proposed as a group of its own, in the first language that has one;
 * null where it is not in eight weeks.
 * @param perWeek texts of it from the first week on, in all languages
 */
export function weeksUntilProposed(
  texts: readonly MeantText[],
  { theme, perWeek, seed }: { readonly theme: string; readonly perWeek: number; readonly seed: number },
): number | null {
  const start = texts.at(-1)!.seconds - 8 * week;
  const old = texts.filter((text) => text.theme !== theme);
  const written = texts.filter((text) => text.theme === theme && text.reason === null);
  const order = Int32Array.from(written.keys());
  shuffle(order, randomStream(seed, 'new theme'));
  const fresh = Array.from(order, (i) => written[i]!);
  const before = old.filter(({ seconds }) => seconds < start);
  const taught = taughtBy(before, []);
  for (let weeks = 1; weeks <= 8; weeks++) {
    const until = start + weeks * week;
    const arrived = fresh
      .slice(0, weeks * perWeek)
      .map((text, i) => ({ ...text, seconds: start + Math.floor((i * week) / perWeek) }));
    const known = [...seenAt(old, until), ...arrived];
    const proposals = proposalsOf(known, taught, until).filter(({ isNew }) => isNew);
    if (proposals.some((proposal) => answerTo(proposal, known) === theme)) return weeks;
  }
  return null;
}

/**
 * Groups that are called new in the weeks of a year in which nothing is, each once: a group of a later week that shares an id is the same.
 * Themes are learned anew every four weeks, as a run does each month.
 */
export function falselyNew(texts: readonly MeantText[]): number {
  const end = texts.at(-1)!.seconds;
  const said = new Set<string>();
  let found = 0;
  let taught: ReturnType<typeof taughtBy> | null = null;
  for (let weeks = 51; weeks >= 0; weeks--) {
    const until = end - weeks * week;
    const before = texts.filter(({ seconds }) => seconds < until);
    if (weeks % 4 === 3) taught = taughtBy(before, []);
    for (const { isNew, id, otherIds } of proposalsOf(seenAt(before, until), taught!, until)) {
      if (!isNew) continue;
      if (![id, ...otherIds].some((one) => said.has(one))) found++;
      for (const one of [id, ...otherIds]) said.add(one);
    }
  }
  return found;
}
