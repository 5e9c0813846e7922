import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import type { ColumnProfile } from '../../contracts/profile.ts';
import type { Settled } from '../columns/match-columns.ts';
import { find } from '../columns/propose-columns.ts';
import { sqlText } from '../read/sql-of-column.ts';
import { type RelatedInput, readFrom, relatedQuery } from '../tables/related-input.ts';
import { fileFit, type NotRecognised, type Recognised } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';
import { type ContractCore, contractCore } from './contract-core.ts';
import { type ContractPart, endFrom, feeFrom } from './contract-parts.ts';
import { joinedContracts } from './joined-contracts.ts';

type Looked = Recognised | NotRecognised;

/**
 * Contracts of which the fee or the end stands in another table (payments, cancellations, a log), or nowhere: then it is
 * asked for. Null where no table holds contracts, or one holds all of them.
 */
export async function wholeContracts(
  warehouse: Warehouse,
  looked: readonly Looked[],
  related: readonly RelatedInput[],
): Promise<Recognised | null> {
  const known = looked.find((one): one is Recognised => 'source' in one && one.source === 'subscriptions');
  if (known && (known.query !== undefined || find(known, 'ended_at'))) return null;
  const free = looked.filter((one) => one === known || !isCalledOtherwise(one));
  const bases = free.flatMap(({ input }) => {
    const core = contractCore(input);
    return core ? [{ input, core }] : [];
  });
  const base = bases.sort((a, b) => weight(b.input) - weight(a.input) || b.input.rows - a.input.rows)[0];
  if (base === undefined || (known && base.input !== known.input)) return null;
  return complete(warehouse, base, { known: known ?? null, related });
}

const isCalledOtherwise = (one: Looked): boolean =>
  'source' in one && one.source !== 'events' && fileFit(one.source, one.input) > 0;

const weight = (input: RelatedInput): number => fileFit('subscriptions', input);

interface Base {
  readonly input: RelatedInput;
  readonly core: ContractCore;
}

async function complete(
  warehouse: Warehouse,
  { input, core }: Base,
  { known, related }: { readonly known: Recognised | null; readonly related: readonly RelatedInput[] },
): Promise<Recognised> {
  const keys = [core.contract, core.customer].filter((column) => column !== null);
  const others = related.filter((other) => other !== input);
  const ownFee = (known && find(known, 'monthly_amount')?.column) ?? core.fee;
  const fee = ownFee
    ? null
    : (others.map((other) => feeFrom(other, keys)).find((one) => one !== null) ?? null);
  const end = core.end ? null : await firstEnd(warehouse, others, keys);
  const whole = await joined(warehouse, input, { fee, end });
  const column = (name: string) => whole.columns.find((one) => one.name === name) ?? null;
  const settled: Settled = {
    customer_id: core.customer,
    started_at: core.start,
    ...(core.contract ? { subscription_id: core.contract } : {}),
    ...(core.end ? { ended_at: core.end } : end ? { ended_at: column('ended_on') } : {}),
    monthly_amount: ownFee ?? column('latest_fee'),
  };
  return joinedContracts(whole, settled, [
    ...(fee ? [feeQuestion(fee)] : []),
    ...(end ? [endQuestion(end)] : []),
  ]);
}

async function firstEnd(
  warehouse: Warehouse,
  others: readonly RelatedInput[],
  keys: readonly ColumnProfile[],
): Promise<ContractPart | null> {
  for (const other of others) {
    const end = await endFrom(warehouse, other, keys);
    if (end) return end;
  }
  return null;
}

interface Parts {
  readonly fee: ContractPart | null;
  readonly end: ContractPart | null;
}

async function joined(warehouse: Warehouse, base: RelatedInput, { fee, end }: Parts): Promise<RelatedInput> {
  const parts = [
    { alias: 'f', as: 'latest_fee', part: fee },
    { alias: 'e', as: 'ended_on', part: end },
  ].flatMap(({ alias, as, part }) => (part ? [{ alias, as, part }] : []));
  if (parts.length === 0) return base;
  const columns = parts.map(({ alias, as }) =>
    as === 'latest_fee' ? `coalesce(${alias}.v, '0') as ${as}` : `${alias}.v as ${as}`,
  );
  const joins = parts.map(
    ({ alias, part }) =>
      `left join (${part.query}) ${alias} on ${alias}.k = ${sqlText(part.of).replace(/^(cast\()?/, '$1b.')}`,
  );
  const query = `select b.*, ${columns.join(', ')}\nfrom ${readFrom(base)} b\n${joins.join('\n')}`;
  const added = parts.map(({ as, part }) => asColumn(as, part, base));
  const remarks = parts.map(({ as, part }) => `${as} stands in ${part.from.name}.${part.value.name}`);
  const input = { ...base, columns: [...base.columns, ...added], remarks: [...base.remarks, ...remarks] };
  return relatedQuery(warehouse, input, query, [
    ...base.parts,
    ...parts.flatMap(({ part }) => part.from.parts),
  ]);
}

/** The joined column: it holds what the other table's does, once for each contract at most. */
function asColumn(name: string, { value }: ContractPart, { rows }: RelatedInput): ColumnProfile {
  const filled = Math.min(rows, value.filled);
  return { ...value, name, type: 'varchar', rows, filled, distinct: Math.min(filled, value.distinct) };
}

const feeQuestion = ({ from, value }: ContractPart): Question => ({
  key: 'sources.subscriptions.columns.monthly_amount',
  text: `the latest ${value.name} of ${from.name} is taken for what each pays a month, and 0 where there is none. Are there payments for longer? Then divide them: monthly_amount: { sql: "…" }.`,
  candidates: ['monthly_amount: { sql: "latest_fee / …" }'],
  decides: true,
});

const endQuestion = ({ from, value }: ContractPart): Question => ({
  key: 'sources.subscriptions.columns.ended_at',
  text: `${value.name} of ${from.name} is taken for the day that a contract ended.`,
});
