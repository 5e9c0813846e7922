import type { ObjectStore } from '../contracts/ports/object-store.ts';
import { findLeaks, type Leak, type Suspect } from '../models/quality.ts';
import { countsTime, outcomeLike } from '../pipeline/recognise/outcome-columns.ts';
import { leakSentence, suspectSentence } from '../pipeline/reports/sentences/leak-sentences.ts';
import type { Ask } from './ask.ts';
import { type FlatRows, readFeatures } from './flat-rows.ts';
import { learningRows, someRows } from './learning-rows.ts';
import type { Parts } from './parts.ts';
import type { TablePlan } from './plan.ts';

/** Rows of either part that are looked at: leaks are seen on far fewer. */
const mostRows = 50_000;

/** Columns that know the outcome, judged on rows other than those that taught what they tell. */
export async function findTableLeaks(
  store: ObjectStore,
  table: { readonly rows: FlatRows; readonly parts: Parts; readonly plan: TablePlan },
  { keep, seed }: Ask,
): Promise<Leak[]> {
  const { rows, parts, plan } = table;
  const { kind, part } = parts;
  const { features } = plan;
  const held = async (takes: (part: number) => boolean) => {
    const among = Int32Array.from(part.keys()).filter((row) => takes(part[row]!));
    const at = someRows(rows, among, mostRows, seed);
    const table = await readFeatures(store, rows, features, at);
    return learningRows(rows, { at, table }, Int32Array.from(at.keys()));
  };
  const judging = kind === 'folds' ? 0 : 1;
  const train = await held((own) => (kind === 'folds' ? own > judging : own === 0));
  const later = await held((own) => own === judging);
  return findLeaks(train, later, { allow: keep, named: accusedByName({ features }) });
}

/** Columns named like an outcome, with why. */
export const outcomeNames = ({ features }: Pick<TablePlan, 'features'>): Map<string, string> =>
  new Map(
    features.flatMap(({ name }) => {
      const why = outcomeLike(name);
      return why === null ? [] : [[name, why] as const];
    }),
  );

/** How long somebody has been inactive may rightly say who leaves: such a name is asked about (`suspectWords`), and proves nothing. */
export const accusedByName = (plan: Pick<TablePlan, 'features'>): Map<string, string> =>
  new Map([...outcomeNames(plan)].filter(([name]) => !countsTime(name)));

/** What to ask about a column that may know the outcome. */
export const suspectWords = (suspect: Suspect): string =>
  `${suspectSentence(suspect, 'other rows')} Was it known before the outcome? If not: --drop "${suspect.column}".`;

/** What is wrong with a column. The rows that judge it need not be later ones here. */
export const leakWords = (leak: Leak): string => leakSentence(leak, 'other rows');

/** The plan without the columns that leak. */
export function withoutLeaks(plan: TablePlan, leaks: readonly Leak[]): TablePlan {
  const leaking = leaks.map(({ column }) => column);
  return {
    ...plan,
    features: plan.features.filter(({ name }) => !leaking.includes(name)),
    leftOut: [...plan.leftOut, ...leaking.map((name) => ({ name, why: 'it knows the outcome' }))],
  };
}
