import { parseDocument } from '../../contracts/artefacts/document.ts';
import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import { type ListedRow, listRowsDocument } from '../../contracts/artefacts/list-rows.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { count, money, share } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { changesSentences } from '../../pipeline/reports/sentences/changes-sentences.ts';
import { deliverySentence } from '../../pipeline/reports/sentences/delivery-sentence.ts';
import { explorationSentence } from '../../pipeline/reports/sentences/exploration-sentence.ts';
import { happenedSentences } from '../../pipeline/reports/sentences/happened-sentences.ts';
import { holdoutSentence } from '../../pipeline/reports/sentences/holdout-sentence.ts';
import { listSizeSentence } from '../../pipeline/reports/sentences/list-size-sentence.ts';
import { newcomerSentences } from '../../pipeline/reports/sentences/newcomer-sentences.ts';
import { outlookSentences } from '../../pipeline/reports/sentences/outlook-sentences.ts';
import { referralSentences } from '../../pipeline/reports/sentences/referral-sentences.ts';
import { returningSentences } from '../../pipeline/reports/sentences/returning-sentences.ts';
import { stabilitySentence } from '../../pipeline/reports/sentences/stability-sentence.ts';
import { toActionSentence } from '../../pipeline/reports/sentences/to-action-sentence.ts';
import { upliftSentences } from '../../pipeline/reports/sentences/uplift-sentences.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';
import { readListedFile } from '../../pipeline/targeting/list-manifest.ts';
import { besideLines } from './beside-lines.ts';

const shown = 10;

/** The top of the list, how it came about, and where everything is. */
export async function listScreen(manifest: ListManifest, store: ObjectStore): Promise<string[]> {
  const rows = await rowsOf(manifest, store);
  const currency = String(manifest.assumptions.currency);
  const atRisk = rows.reduce((sum, row) => sum + Number(row.value_at_risk), 0);
  const { funnel, campaigns } = manifest;
  const unstable = stabilitySentence(manifest.rankStability);
  const size = listSizeSentence(manifest, funnel.listed ?? 0);
  return [
    `As of ${manifest.asOf}: ${customers(funnel.contacted ?? 0)} to contact, ${write.money(atRisk, currency)} at risk among them${heldOutWords(funnel.heldOut ?? 0)}.`,
    ...manifest.ranking,
    ...upliftSentences(manifest.uplift),
    ...(unstable === null ? [] : [unstable]),
    ...(size === null ? [] : [size]),
    '',
    ...topOfList(rows, currency),
    '',
    ...funnelLines(funnel),
    ...changesSentences(manifest),
    ...happenedSentences(manifest.happened),
    `Gone already, to win back: ${write.count(manifest.winBack.listed ?? 0)} listed of ${write.count(manifest.winBack.gone ?? 0)}.`,
    ...returningSentences(manifest.returning),
    ...escalationLines(manifest),
    ...besideLines(manifest),
    ...newcomerSentences(manifest),
    ...referralSentences(manifest),
    ...campaigns.flatMap((campaign) => seenBy(campaign, currency, campaigns.length)),
    ...globalLines(manifest),
    ...exploredLines(manifest),
    ...manifest.notes.map((note) => `Note: ${note}`),
    ...manifest.deliveries.map(deliverySentence),
    '',
    'Files',
    ...fileLines(manifest, store),
  ];
}

type Summary = ListManifest['campaigns'][number];

/** What each campaign's comparison will show and when, with its name where there are several. */
function seenBy(campaign: Summary, currency: string, of: number): string[] {
  const seen = holdoutSentence({ ...campaign, listed: campaign.drawn });
  const { proof } = campaign;
  const lines = [
    ...(seen === null ? [] : [seen]),
    ...(proof === undefined ? [] : outlookSentences(proof, currency)),
  ];
  return of === 1 ? lines : lines.map((line) => `${campaign.name}: ${line}`);
}

function escalationLines({ escalations = null }: ListManifest): string[] {
  if (escalations === null) return [];
  const { open, flagged, overdue, queues, toAction } = escalations;
  const action = toAction === null ? [] : [toActionSentence(toAction)];
  if (open === 0) return ['Escalations: none is open.', ...action];
  const by = Object.entries(queues).map(([queue, n]) => `${queue} ${write.count(n)}`);
  return [
    `Escalations: ${write.count(open)} open, ${write.count(flagged)} of them new and ${write.count(overdue)} overdue (${by.join(', ')}).`,
    ...action,
  ];
}

const globalLines = ({ globalControl }: ListManifest): string[] =>
  globalControl === null
    ? []
    : [
        `Global control: ${write.count(globalControl.heldOut)} of ${write.count(globalControl.drawn)} drawn are contacted by no campaign.`,
      ];

function exploredLines(manifest: ListManifest): string[] {
  const said = explorationSentence(manifest);
  return said === null ? [] : [said];
}

const customers = (count: number): string =>
  `${write.count(count)} ${count === 1 ? 'customer' : 'customers'}`;

const heldOutWords = (heldOut: number): string =>
  heldOut === 0
    ? ''
    : `; ${write.count(heldOut)} more ${heldOut === 1 ? 'is' : 'are'} held out to measure the effect`;

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
    .map((row): Cell[] => [
      count(Number(row.rank)),
      String(row.customer_id),
      share(Number(row.churn), 0),
      money(Number(row.clv_if_kept), currency),
      money(Number(row.value_at_risk), currency),
      String(row.play ?? ''),
      String(row.reason_1 ?? ''),
    ]);
  return terminalTable(tableOf(['#', 'customer', 'leaves', 'worth', 'at risk', 'play', 'why first'], cells));
}

function funnelLines(funnel: ListManifest['funnel']): string[] {
  const n = (name: string) => write.count(funnel[name] ?? 0);
  const lost = [
    `− ${n('goneBeyondLookback')} gone for a long time − ${n('goneAboveProbability')} almost gone`,
    ...(
      [
        ['nothingAtRisk', 'with nothing at risk'],
        ['notAtRisk', 'not at risk'],
        ['notHighValue', 'of lower value'],
        ['notWorthContact', 'not worth a contact'],
        ['notEligible', 'eligible for no campaign'],
      ] as const
    ).flatMap(([name, words]) => (funnel[name] ? [`− ${n(name)} ${words}`] : [])),
  ];
  const atTheList = [
    `− ${n('beyondListSize')} without a place on the list − ${n('suppressed')} who must be left alone`,
    ...(funnel.leftAlone ? [`− ${n('leftAlone')} better left alone`] : []),
    ...(funnel.noPlay ? [`− ${n('noPlay')} for whom no play fits`] : []),
  ];
  return [`${n('customers')} customers ${[...lost, ...atTheList].join(' ')} = ${n('listed')} listed`];
}
