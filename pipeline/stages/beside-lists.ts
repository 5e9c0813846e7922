import type { Run } from '../../contracts/artefacts/plan.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { BesideList } from '../targeting/beside/beside-list.ts';
import type { BesideRequest } from '../targeting/beside/choose-beside.ts';
import { findToTell } from '../targeting/fixed-problems/to-tell.ts';
import type { Lists } from '../targeting/make-lists.ts';
import type { Selection } from '../targeting/select-customers.ts';
import { findRecord, keyOf } from './stage.ts';

const ranked = 'ranked_scores';

export interface BesideListsRequest extends Pick<BesideRequest, 'asOfAt' | 'limits'> {
  /** Whom the lists of the date hold already, or its campaigns have drawn. */
  readonly elsewhere: ReadonlySet<string>;
}

/** Lists beside those of the campaigns, as far as the config asks for them. Nobody is on two lists of a date. */
export async function besideLists(
  run: Run,
  warehouse: Warehouse,
  store: ObjectStore,
  { elsewhere, ...request }: BesideListsRequest,
): Promise<BesideList[]> {
  const { targeting, business, sources } = run.config;
  const taken = new Set(elsewhere);
  const lists: BesideList[] = [];
  const add = (list: BesideList) => {
    for (const row of list.listed.rows) taken.add(String(row.customer_id));
    lists.push(list);
  };
  const common = (name: string): BesideRequest => ({
    ...request,
    asOf: run.asOf,
    size: targeting.listSize,
    elsewhere: taken,
    prefix: `${keys.candidates(run.id)}${name}/`,
  });
  const { problems } = targeting;
  if (problems.length > 0)
    add(
      await findToTell(warehouse, store, {
        ...common('told'),
        ranked,
        problems,
        withThemes: await attachThemes(run, warehouse, store),
        language: business.language,
        hasTouches: sources.touches !== undefined,
      }),
    );
  return lists;
}

/** Whoever a campaign has drawn for this date, or another list of it holds. */
export const listedOn = (
  asOf: string,
  { candidates, lot }: Selection,
  { winBack }: Lists,
): ReadonlySet<string> =>
  new Set([
    ...[...candidates, ...(lot?.customers ?? [])]
      .filter(({ draws }) => draws.some((draw) => draw.as_of === asOf))
      .map(({ customer_id: id }) => id),
    ...winBack.rows.map((row) => String(row.customer_id)),
  ]);

/** Makes what customers wrote about, and in which mood, the tables `themes_said` and `moods`; false where that is not known. */
async function attachThemes(run: Run, warehouse: Warehouse, store: ObjectStore): Promise<boolean> {
  const [texts, themes] = [await findRecord(store, run, 'texts'), await findRecord(store, run, 'themes')];
  if (texts === null || themes === null) return false;
  await warehouse.attach('moods', keys.moods(keyOf(run, 'texts')));
  await warehouse.attach('themes_said', keys.themeTable(keyOf(run, 'themes')));
  return true;
}
