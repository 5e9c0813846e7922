import { parseDocument } from '../../contracts/artefacts/document.ts';
import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import { type ListedRow, listRowsDocument } from '../../contracts/artefacts/list-rows.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { readListedFile } from '../../pipeline/targeting/list-manifest.ts';
import { count, money, percent, table } from './words.ts';

const shown = 10;

/** The top of the list, how it came about, and where everything is. */
export async function listScreen(manifest: ListManifest, store: ObjectStore): Promise<string[]> {
  const rows = await rowsOf(manifest, store);
  const currency = String(manifest.assumptions.currency);
  const atRisk = rows.reduce((sum, row) => sum + Number(row.value_at_risk), 0);
  const { funnel, holdout } = manifest;
  const { consentAssumed } = manifest.assumptions;
  return [
    `As of ${manifest.asOf}: ${count(funnel.contacted ?? 0)} customers to contact, ${money(atRisk, currency)} at risk among them; ${count(funnel.heldOut ?? 0)} more are held out to prove the effect.`,
    ...uncertainOrder(manifest),
    '',
    ...topOfList(rows, currency),
    '',
    ...funnelLines(funnel),
    `Gone already, to win back: ${count(manifest.winBack.listed ?? 0)} listed of ${count(manifest.winBack.gone ?? 0)}.`,
    ...(holdout.detectableDifference === null
      ? []
      : [
          `With ${percent(holdout.share, 0)} held out, a difference in retention of ${percent(holdout.detectableDifference)} or more will be seen (80% power).`,
        ]),
    ...(consentAssumed === undefined
      ? []
      : [`Consent is assumed where it is not known: ${String(consentAssumed)}`]),
    ...manifest.notes.map((note) => `Note: ${note}`),
    '',
    'Files',
    ...fileLines(manifest, store),
  ];
}

/** One line per list in its formats, the ledger, and the manifest that names them all. */
function fileLines({ asOf, files }: ListManifest, store: ObjectStore): string[] {
  const lists = new Map<string, string[]>();
  for (const { name, key } of files) {
    const dot = name.lastIndexOf('.');
    const path = store.locate(key).slice(0, -name.length) + name.slice(0, dot);
    lists.set(path, [...(lists.get(path) ?? []), name.slice(dot)]);
  }
  return [
    ...[...lists].map(([path, formats]) => `  ${path}  ${formats.join(' ')}`),
    `  ${store.locate(keys.ledger)}  the ledger: who is contacted and who is held out`,
    `  ${store.locate(keys.listManifest(asOf))}  sums, thresholds, hashes`,
  ];
}

async function rowsOf({ files }: ListManifest, store: ObjectStore): Promise<readonly ListedRow[]> {
  const file = files.find(({ name }) => name === 'at-risk.json');
  if (file === undefined) return [];
  return parseDocument(listRowsDocument, await readListedFile(store, file), store.locate(file.key)).rows;
}

/** Names are personal and stay in the files. */
function topOfList(rows: readonly ListedRow[], currency: string): string[] {
  if (rows.length === 0) return ['Nobody is listed.'];
  const cells = rows
    .slice(0, shown)
    .map((row) => [
      String(row.rank),
      String(row.customer_id),
      percent(Number(row.churn), 0),
      money(Number(row.clv_if_kept), currency),
      money(Number(row.value_at_risk), currency),
      String(row.play ?? ''),
      String(row.reason_1 ?? ''),
    ]);
  return table(['#', 'customer', 'leaves', 'worth', 'at risk', 'play', 'why first'], cells, [0, 2, 3, 4]);
}

function funnelLines(funnel: ListManifest['funnel']): string[] {
  const n = (name: string) => count(funnel[name] ?? 0);
  const lost = [
    `− ${n('goneBeyondLookback')} gone for long − ${n('goneAboveProbability')} all but gone`,
    ...(
      [
        ['nothingAtRisk', 'with nothing at risk'],
        ['notAtRisk', 'not at risk'],
        ['notHighValue', 'of lower value'],
        ['notWorthContact', 'not worth a contact'],
      ] as const
    ).flatMap(([name, words]) => (funnel[name] ? [`− ${n(name)} ${words}`] : [])),
  ];
  const atTheList = [
    `− ${n('beyondListSize')} beyond the list's size − ${n('suppressed')} who must be left alone`,
    ...(funnel.leftAlone ? [`− ${n('leftAlone')} better left alone`] : []),
  ];
  return [`${n('customers')} customers ${[...lost, ...atTheList].join(' ')} = ${n('listed')} listed`];
}

/** A median below this is said: the typical listed customer would as often not be listed. */
const certain = 0.5;

function uncertainOrder({ rankStability }: ListManifest): string[] {
  if (rankStability === null || rankStability >= certain) return [];
  return [
    `The choice is uncertain: redrawn within the uncertainty of risk and worth, the typical listed customer stays listed in ${percent(rankStability, 0)} of cases. Many others are as good a choice; the order among them means little.`,
  ];
}
