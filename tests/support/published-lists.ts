import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { publishLists } from '../../pipeline/targeting/publish-lists.ts';
import { stageLists } from '../../pipeline/targeting/stage-lists.ts';
import { candidate, draw, selection, targeting, unseen } from '../pipeline/targeting/fixtures.ts';

/** Publishes a list of so many customers, nobody held out. */
export async function publishListed(
  store: ObjectStore,
  asOf: string,
  customers: number,
  run = `run-${asOf}`,
): Promise<void> {
  const people = Array.from({ length: customers }, (_, i) =>
    candidate({ customer_id: `Jane-${i}`, email: 'jane@x.example', clv_if_kept: 900 + i }),
  );
  const { lists, drawn } = await draw(selection(people), { holdout: { share: 0 } }, { store, asOf, run });
  const said = { escalations: null, deliver: [], ranking: [], profitBySize: [], assumptions: {} };
  await stageLists(store, unseen(lists), drawn.selection, { asOf, run, csv: targeting().csv, ...said });
  await publishLists(store, run, asOf);
}
