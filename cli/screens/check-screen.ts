import type { CheckReport, SourceReport } from '../../contracts/artefacts/check-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import { availableFeatures } from '../../pipeline/features/catalogue.ts';
import { rhythmNotes } from '../../pipeline/features/rhythm-notes.ts';
import { count, share } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { againSentences } from '../../pipeline/reports/sentences/again-sentences.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';

/** One screen on the data: what is good, what was set aside and why, what is missing. */
export function checkScreen(report: CheckReport, run: Run): string[] {
  return [
    `Data of ${run.config.business.name}, until ${run.config.business.dataUntil}`,
    '',
    ...terminalTable(
      tableOf(
        ['source', 'read', 'kept', 'set aside', 'share', 'from', 'until'],
        report.sources.map(sourceRow),
      ),
    ),
    '',
    ...sumLines(report.sources, run),
    ...reasonLines(report.sources),
    ...againSentences(report),
    ...laterLines(report.sources, run),
    ...rhythmNotes(report, run.config),
    ...missingLines(report, run.config.training.allow),
  ];
}

function sourceRow({ source, read, kept, quarantined, from, until }: SourceReport): Cell[] {
  return [
    source,
    count(read),
    count(kept),
    count(quarantined),
    share(quarantined / read),
    from ?? '',
    until ?? '',
  ];
}

/** What a person can hold against their own books. */
function sumLines(sources: readonly SourceReport[], { config }: Run): string[] {
  const orders = sources.find(({ sums }) => sums !== null);
  if (!orders?.sums) return [];
  const { customers, orders: bought, sales, refunds } = orders.sums;
  const inMoney = (value: number) => write.money(value, config.business.currency);
  const guests = orders.reasons.find(({ code }) => code === 'missing_customer_id')?.rows ?? 0;
  const unnamed = guests > 0 ? `; ${write.percent(guests / orders.read)} of the rows name no customer` : '';
  return [
    `${write.count(bought)} orders of ${write.count(customers)} customers (${write.number(bought / Math.max(1, customers), 1)} each): sales ${inMoney(sales)}, refunds ${inMoney(refunds)}${unnamed}.`,
    '',
  ];
}

function reasonLines(sources: readonly SourceReport[]): string[] {
  const rows = sources.flatMap(({ source, reasons }) =>
    reasons.map(({ rows, code, means, cure, shapes }) => [
      source,
      count(rows),
      code,
      means,
      shapes.join(', '),
      cure,
    ]),
  );
  if (rows.length === 0) {
    const read = sources.reduce((sum, source) => sum + source.read, 0);
    return [read === 0 ? 'No row was read.' : 'Every row is good.', ''];
  }
  return [
    'Set aside, by reason (a row may break several rules)',
    ...terminalTable(tableOf(['source', 'rows', 'rule', 'what it means', 'looks like', 'cure'], rows)),
    '',
  ];
}

/** Rows that wait. */
function laterLines(sources: readonly SourceReport[], { config }: Run): string[] {
  const until = config.business.dataUntil;
  const waiting = sources
    .filter(({ later }) => later > 0)
    .map(({ source, later }) => `${write.count(later)} of ${source}`);
  return [
    ...(waiting.length === 0
      ? []
      : [
          `Dated ${until} or later, so not known yet: ${waiting.join(', ')}. They wait until that day is past: write business.dataUntil: latest, or run with --as-of and a later day.`,
        ]),
  ];
}

function missingLines({ missing, sources }: CheckReport, allow: readonly string[]): string[] {
  const merged = sources.find(({ merged }) => merged > 0);
  return [
    ...(merged
      ? [`${write.count(merged.merged)} rows of customers have an alias and were merged into their main id.`]
      : []),
    ...(missing.length === 0
      ? ['No source is missing.']
      : [`Not mapped: ${missing.join(', ')}. Each is optional; features that need it are left out.`]),
    ...costLines(sources, allow),
  ];
}

/** Features that the catalogue has and this data cannot give, by the source that would have to bring more. */
function costLines(sources: readonly SourceReport[], allow: readonly string[]): string[] {
  const mapped = (name: string) => sources.find(({ source }) => source === name)?.mapped ?? [];
  const { features, dropped } = availableFeatures(mapped, allow);
  const bySource = new Map<string, { features: number; columns: Set<string> }>();
  for (const { needs } of dropped) {
    for (const source of new Set(needs.map(sourceOf))) {
      const cost = bySource.get(source) ?? { features: 0, columns: new Set<string>() };
      cost.features += 1;
      for (const need of needs.filter((one) => sourceOf(one) === source)) cost.columns.add(columnOf(need));
      bySource.set(source, cost);
    }
  }
  const rows = [...bySource].map(([source, cost]) => [
    source,
    count(cost.features),
    [...cost.columns].sort().join(', '),
  ]);
  if (rows.length === 0) return [`All ${features.length} features of the catalogue can be built.`];
  return [
    `${features.length} features of the catalogue can be built; ${dropped.length} cannot, because these are not mapped:`,
    ...terminalTable(tableOf(['source', 'features', 'columns'], rows)),
  ];
}

const sourceOf = (need: string): string => need.split('.')[0]!;
const columnOf = (need: string): string => need.split('.')[1] ?? need;
