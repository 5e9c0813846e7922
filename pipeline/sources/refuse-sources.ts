import type { ReasonCount } from '../../contracts/artefacts/check-report.ts';
import type { Config } from '../../contracts/config/config.ts';
import { DataRefusedError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { write } from '../reports/format.ts';
import { unknownCustomer } from './flag-rows.ts';
import type { JudgedSource } from './judged-source.ts';
import { likelyJoin } from './likely-join.ts';

/** @throws DataRefusedError that names every source with too many bad rows, or none, or none any more */
export async function refuseBadSources(
  warehouse: Warehouse,
  judged: readonly JudgedSource[],
  config: Config,
  store: ObjectStore,
): Promise<void> {
  const problems: string[] = [];
  for (const source of judged) {
    const refused = refusal(source, config, store);
    if (refused !== null) problems.push(refused, ...(await joinAdvice(warehouse, source, config)));
    const stale = staleness(source, config);
    if (stale !== null) problems.push(stale);
  }
  if (problems.length > 0) throw new DataRefusedError(problems.join('\n'));
}

/** Where most rows are of customers that nobody knows, ids may only be written otherwise. */
async function joinAdvice(warehouse: Warehouse, judged: JudgedSource, config: Config): Promise<string[]> {
  const { source, flagged, read, reasons } = judged;
  const unknown = reasons.find(({ code }) => code === unknownCustomer.code);
  if (flagged === null || unknown === undefined || 2 * unknown.rows < read) return [];
  const advice = await likelyJoin(warehouse, config, { name: source.contract.name, flagged });
  return advice === null ? [] : [advice];
}

function refusal(judged: JudgedSource, config: Config, store: ObjectStore): string | null {
  const { read, bad, lines, reasons } = judged;
  const source = judged.source.contract.name;
  if (read === 0) return `${source}: ${inputOf(judged)} has no rows`;
  const place = store.locate(keys.quarantine(judged.run, source));
  const noRate = reasons.find((reason) => reason.code === 'no_rate');
  if (noRate) {
    return `${source}: ${write.count(noRate.rows)} rows are in a currency without a rate. Add business.rates, such as { USD: 0.92 }: units of ${config.business.currency} for one unit of it. The rows are in ${place}`;
  }
  const limit = config.sources[source]?.maxBadShare ?? config.checks.maxBadShare;
  if (bad + lines <= limit * read) return null;
  const why = reasons
    .slice(0, 4)
    .map((r) => `  ${write.count(r.rows)} ${r.code}: ${r.means}${shapesOf(r)}\n    fix: ${r.cure}`);
  return [
    `${source}: ${write.percent((bad + lines) / read)} of ${write.count(read)} rows of ${inputOf(judged)} are bad, more than the ${write.percent(limit)} allowed.`,
    ...why,
    `The rows are in ${place}`,
    `Correct the data or the mapping under sources.${source}, or allow it there with maxBadShare.`,
  ].join('\n');
}

const shapesOf = ({ shapes }: ReasonCount): string =>
  shapes.length === 0 ? '' : ` (looks like ${shapes.map((shape) => `\`${shape}\``).join(', ')})`;

/** Who comes when is not asked of customers: a shop that wins none any more still has those that it has. */
function staleness({ source, rhythm }: JudgedSource, { business, checks }: Config): string | null {
  const { name } = source.contract;
  if (name === 'customers' || rhythm?.silentDays == null || checks.acceptStale.includes(name)) return null;
  const usual = `${rhythm.usualGap} ${rhythm.usualGap === 1 ? 'day' : 'days'}`;
  return `${name}: the last rows are of ${rhythm.last}, ${rhythm.silentDays} days before business.dataUntil (${business.dataUntil}), where gaps of up to ${usual} are usual: has the feed stopped? Add the missing rows or move business.dataUntil; to go on without them, write checks.acceptStale: [${name}].`;
}

function inputOf({ input, config }: JudgedSource): string {
  const found = config.inputs[input];
  return found ? `inputs.${input} (${found.file ?? found.table})` : 'its query';
}
