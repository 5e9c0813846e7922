import { sha256, writeDocument } from '../../contracts/artefacts/document.ts';
import {
  type ListManifest,
  listManifestDocument,
  type PublishedFile,
} from '../../contracts/artefacts/list-manifest.ts';
import type { TimeToAction } from '../../contracts/artefacts/time-to-action.ts';
import type { TargetingConfig } from '../../contracts/config/config.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { BesideList } from './beside/beside-list.ts';
import { deliver } from './delivery/deliver.ts';
import type { EscalationCounts } from './escalations/escalation-table.ts';
import type { Draw } from './ledger-state.ts';
import { type ListFile, listFiles, queryFile } from './list-files.ts';
import type { ListTable } from './list-table.ts';
import type { Lists } from './make-lists.ts';
import { drawnOf, type Selection } from './select-customers.ts';
import { measured } from './stored-parts.ts';

export interface StageRequest {
  readonly asOf: string;
  readonly run: string;
  /** Who ranked where the model did not. */
  readonly ranking: readonly string[];
  readonly csv: TargetingConfig['csv'];
  /** Open escalations; null where the config escalates nothing. */
  readonly escalations: {
    readonly table: ListTable;
    readonly counts: EscalationCounts & { readonly toAction: TimeToAction | null };
  } | null;
  /** Lists beside those of the campaigns; none where left out. */
  readonly beside?: readonly BesideList[];
  /** How the chance of coming back is told; null or left out: it is not known. */
  readonly returning?: ListManifest['returning'];
  /** What invitations to refer others brought; null or left out: not known. */
  readonly referrals?: ListManifest['referrals'] | null;
  /** Files in the form of other tools. */
  readonly deliver: TargetingConfig['deliver'];
  readonly profitBySize: ListManifest['profitBySize'];
  /** What finished campaigns taught; null or left out: none was finished. */
  readonly uplift?: ListManifest['uplift'];
  /** Planned against happened; null or left out: contacts are not known. */
  readonly happened?: ListManifest['happened'];
  /** What the lists take for given, for people: thresholds, priors, horizons, extrapolation. */
  readonly assumptions: ListManifest['assumptions'];
}

/** The lists, with what the comparison of each campaign can show. */
export type SeenLists = Omit<Lists, 'campaigns'> & Pick<ListManifest, 'campaigns'>;

/** Where a staged file stands until it is published. */
export const stagedKey = (run: string, name: string): string => keys.stagedLists(run) + name;

export const stagedManifest = 'manifest.json';

/**
 * Writes a run's lists and the manifest that names them under the run's own keys, where no reader looks. Again for the
 * same lists it writes the same bytes.
 * @param selection whose draws of this run stand in the ledger
 */
export async function stageLists(
  store: ObjectStore,
  lists: SeenLists,
  selection: Drawn,
  request: StageRequest,
): Promise<ListManifest> {
  const { asOf, run, beside: asked = [] } = request;
  const files: PublishedFile[] = [];
  const put = async (file: ListFile) => {
    const parts = measured(file.parts);
    await store.put(stagedKey(run, file.name), parts);
    files.push(published(file, keys.lists(asOf) + file.name, parts.content()));
  };
  const tables = [lists.atRisk, lists.winBack, lists.suppressed, lists.winBackSuppressed];
  const besides = [
    ...(request.escalations === null ? [] : [request.escalations.table]),
    ...(lists.changes === null ? [] : [lists.changes.table]),
    ...asked.flatMap(({ listed, suppressed }) => [listed, suppressed]),
  ];
  for (const table of [...tables, ...besides])
    for await (const file of listFiles(table, request)) await put(file);
  await put(queryFile(tables, request));
  const deliveries: ListManifest['deliveries'] = [];
  for (const delivery of request.deliver) {
    const handed = deliver(delivery, delivery.list === 'at-risk' ? lists.atRisk : lists.winBack, asOf);
    for (const file of handed.files) await put(file);
    deliveries.push(handed.delivered);
  }
  const manifest: ListManifest = {
    state: 'complete',
    asOf,
    run,
    files,
    ledger: await ledgerFiles(store, drawsOf(selection, asked, run)),
    ledgerUpTo: lastFile(selection, asked, asOf),
    campaigns: lists.campaigns,
    globalControl: lists.globalControl,
    funnel: { ...lists.funnel },
    winBack: { ...lists.winBackCounts },
    returning: request.returning ?? null,
    escalations: request.escalations && {
      ...request.escalations.counts,
      queues: { ...request.escalations.counts.queues },
    },
    beside: Object.fromEntries(asked.map(({ listed, counts }) => [listed.name, { ...counts }])),
    ...judgedOf(asked),
    ...(request.referrals ? { referrals: request.referrals } : {}),
    rankStability: lists.rankStability,
    profitBySize: request.profitBySize,
    uplift: request.uplift ?? null,
    exploration: lists.exploration,
    assumptions: request.assumptions,
    ranking: [...request.ranking],
    notes: [...lists.notes],
    changes: lists.changes?.counts ?? null,
    happened: request.happened ?? null,
    deliveries,
  };
  await writeDocument(store, listManifestDocument, stagedKey(run, stagedManifest), manifest);
  return manifest;
}

type Drawn = Pick<Selection, 'candidates' | 'barred' | 'lot'>;

/** Of the one list beside the others whose order is learned. */
const judgedOf = (beside: readonly BesideList[]): Pick<ListManifest, 'newcomers'> =>
  beside.flatMap(({ judged }) => (judged === undefined ? [] : [{ newcomers: judged }]))[0] ?? {};

/** This run's draws, each once: a customer of one list may be known to another. */
function drawsOf(selection: Drawn, beside: readonly BesideList[], run: string): Draw[] {
  const own = new Map<string, Draw>();
  const add = (draws: readonly Draw[]) => {
    for (const draw of draws)
      if (draw.run === run) own.set(`${draw.draw}/${draw.campaign}/${draw.customer_id}`, draw);
  };
  for (const { draws } of drawnOf(selection)) add(draws);
  for (const { draws } of beside) add(draws);
  return [...own.values()];
}

/** The ledger's last file with draws for this date or before: with later ones the list made again is the same. */
function lastFile(selection: Drawn, beside: readonly BesideList[], asOf: string): number {
  let last = 0;
  for (const { draws } of [...drawnOf(selection), ...beside])
    for (const { draw, as_of: day } of draws) if (day <= asOf && draw > last) last = draw;
  return last;
}

/** The files of the ledger that hold draws: one for each list that draws, unless the run was killed and others drew in between. */
async function ledgerFiles(store: ObjectStore, drawn: readonly Draw[]): Promise<PublishedFile[]> {
  const rows = new Map<number, number>();
  for (const { draw } of drawn) rows.set(draw, (rows.get(draw) ?? 0) + 1);
  const files: PublishedFile[] = [];
  for (const [file, count] of [...rows].sort(([a], [b]) => a - b)) {
    const key = keys.arms(file);
    const bytes = await store.get(key);
    if (bytes === null)
      throw new HoldfastError(`${store.locate(key)} is gone: restore it, the ledger must stay whole`);
    const content = { sha256: sha256(bytes), bytes: bytes.length };
    files.push(published({ name: key.slice(keys.ledger.length), rows: count }, key, content));
  }
  return files;
}

const published = (
  { name, rows }: Pick<ListFile, 'name' | 'rows'>,
  key: string,
  { sha256: hash, bytes }: Pick<PublishedFile, 'sha256' | 'bytes'>,
): PublishedFile => ({ name, key, sha256: hash, rows, bytes });
