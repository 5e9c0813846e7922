import type { RowRule } from '../../contracts/sources/column.ts';
import { standInSql } from '../recognise/stand-in-days.ts';
import { literal } from '../sql/sql-text.ts';
import { type MappedSource, rawColumns, selectTexts, selectTyped } from './map-source.ts';
import { isMisread } from './row-rules.ts';

/** A rule that needs other rows to be judged, beside those of `row-rules.ts`. */
export const unknownCustomer = {
  code: 'unknown_customer',
  means: 'customer_id is not in customers',
} as const;
export const duplicateKey = { code: 'duplicate_key', means: 'another row has the same key' } as const;
export const duplicateRow = { code: 'duplicate_row', means: 'a copy of another row' } as const;
export const malformedLine = {
  code: 'malformed_line',
  means: 'the line could not be read as a row',
} as const;

export interface FlagSetting {
  readonly currency: string;
  readonly dataUntil: string;
  readonly rules: readonly RowRule[];
}

/** Rows to judge: where they are read from, by which rules, and the table of keys that come twice, where there are any. */
export interface Judging {
  readonly source: MappedSource;
  /** A table, or a query in parentheses. */
  readonly from: string;
  readonly setting: FlagSetting;
  /** Table with the hashes `k` of keys that may come more than once; null where none does. */
  readonly twice: string | null;
}

/**
 * SELECT of the hashes of keys that come more than once, or of whole rows where the key is not mapped: it only picks rows to
 * look at closely, so that two keys of one hash do no harm. Null where equal rows are kept.
 */
export function selectTwice({ source, from, setting }: Omit<Judging, 'twice'>): string | null {
  if (!hasKey(source) && source.config.duplicates === 'keep') return null;
  return `select k from (${selectBase({ source, from, setting, hash: true, raw: false })}) b
    where k is not null and not is_later group by k having count(*) > 1`;
}

/**
 * SELECT of the good rows that need no second look, streamed: typed columns and `linked_id`. One CASE, since engines take the
 * parts of an AND down to where texts are read, and read each text again for each of them.
 */
export function selectGood({ source, from, setting, twice }: Judging): string {
  const good = setting.rules.map(({ broken }) => `not coalesce(${broken}, false)`);
  const once = twice === null ? [] : [`(k is null or k not in (select k from ${twice}))`];
  return `select ${Object.keys(source.columns).join(', ')}, linked_id
    from (${selectKnown({ source, from, setting, hash: twice !== null, raw: false })}) j
    where case when is_unknown then false
      else ${['not is_later', ...good, ...once].join('\n      and ')} end`;
}

/**
 * SELECT of the rows that are not good or whose key may come twice, with their columns as they stand in the input (`in_…`) and
 * the rules that they break by themselves (`own_reasons`).
 */
export function selectSuspects({ source, from, setting, twice }: Judging, { all }: { all: boolean }): string {
  const own = setting.rules.map((r) => `case when ${r.broken} then ${literal(r.code)} end`);
  const again = twice === null ? [] : [`k in (select k from ${twice})`];
  const suspect = ["own_reasons <> ''", 'is_unknown', ...again].join(' or ');
  return `select * from (
      select j.*, concat_ws(',', ${own.join(',\n        ')}) as own_reasons
      from (${selectKnown({ source, from, setting, hash: twice !== null, raw: true })}) j
    ) s where ${all ? 'true' : `case when is_later then false else ${suspect} end`}`;
}

/** SELECT of the rows that are not known yet. */
export const selectLater = ({ source, from, setting }: Omit<Judging, 'twice'>): string =>
  `select 1 as one from (${selectBase({ source, from, setting, hash: false, raw: false })}) b where is_later`;

/**
 * SELECT of the first instant that is not over yet, of each time by which facts know a row (seconds since 1970), NULL where
 * no row tells of one.
 */
export function selectAhead({ source, from, setting }: Omit<Judging, 'twice'>): string {
  const until = `timestamp ${literal(setting.dataUntil)}`;
  const times = [source.contract.happenedAt, 'known_at', 'answered_at'].filter(
    (name) => name !== undefined && name in source.columns,
  );
  const first = times.map(
    (name) => `cast(to_unixtime(min(case when ${name} >= ${until} then ${name} end)) as double) as ${name}`,
  );
  return `select ${first.join(', ')} from (${selectBase({ source, from, setting, hash: false, raw: false })}) b`;
}

/**
 * SELECT of suspects with `reasons`: the codes of all rules that a row breaks, comma-separated, '' for a good row; and
 * `copy_number` among the rows of its key, good ones first. A row that is not known yet has no reasons, and neither has one that
 * says the same as a good one of its key (`is_repeat`): a file that was delivered twice, or two exports that overlap.
 */
export function selectFlagged(source: MappedSource, suspects: string): string {
  const order = [
    "case when is_later then 2 when own_reasons = '' and not is_unknown then 0 else 1 end",
    ...inputColumns(source),
  ].join(', ');
  const same = [...Object.keys(source.columns), 'own_reasons', 'is_unknown', 'is_later'];
  return `with counted as (
      select j.*, row_number() over (partition by ${duplicateGroup(source).join(', ')} order by ${order}) as copy_number
      from ${suspects} j
    ),
    alike as (
      select n.*, min(copy_number) over (partition by ${same.join(', ')}) as first_alike from counted n
    ),
    compared as (select a.*, ${isRepeat(source)} as is_repeat from alike a)
    select c.*, case when is_later or is_repeat then '' else concat_ws(',', nullif(own_reasons, ''),
      case when is_unknown then ${literal(unknownCustomer.code)} end,
      case when ${isDuplicate(source)} then ${literal(duplicateRule(source).code)} end) end as reasons
    from compared c`;
}

/** Without a key, equal rows may be separate events: a person says so by `duplicates`. */
const isRepeat = (source: MappedSource): string =>
  hasKey(source)
    ? [
        'copy_number > first_alike',
        "own_reasons = ''",
        'not is_unknown',
        'not is_later',
        ...keyIsWhole(source),
      ].join(' and ')
    : 'false';

const keyIsWhole = ({ contract }: MappedSource): string[] =>
  contract.key.map((name) => `${name} is not null`);

interface Selected extends Omit<Judging, 'twice'> {
  /** With the hash `k` by which duplicates are found; NULL where the key is not whole. */
  readonly hash: boolean;
  /** With the columns of the input as text. */
  readonly raw: boolean;
}

/** Typed rows with `is_later`. */
function selectBase({ source, from, setting, hash, raw }: Selected): string {
  const whole = hash && !hasKey(source);
  const more = [
    ...(raw ? rawColumns(source).map((text, i) => `${text} as in_${i}`) : []),
    ...(whole ? [`${hashOf(rawColumns(source).map((text) => `coalesce(${text}, '')`))} as k`] : []),
    `${isMisread(source)} as is_misread`,
  ];
  const typed = selectTyped(source, selectTexts(source, from, more), setting);
  const key = hash && !whole ? `, ${hashOf(source.contract.key)} as k` : '';
  return `select y.*, ${isLater(source, setting)} as is_later${key} from (${typed}) y`;
}

/** Of a key, NULL where a part of it is; of a whole row, never. Only rows of one hash are compared with each other. */
function hashOf(parts: readonly string[]): string {
  const [only] = parts;
  const text =
    parts.length === 1
      ? `cast(${only} as varchar)`
      : parts.map((part) => `cast(${part} as varchar)`).join(" || '/' || ");
  return `from_big_endian_64(xxhash64(to_utf8(${text})))`;
}

/**
 * The rows with `linked_id`, the id that stays (the customer that an alias maps to, else the row's own), and whether nobody
 * has it. Reads `identity_links` (alias_id, customer_id) and, where the source belongs to customers, `customer_ids`.
 */
export function selectKnown(selected: Selected): string {
  const { contract } = selected.source;
  const base = selectBase(selected);
  if (contract.name === 'identities')
    return `select y.*, y.customer_id as linked_id, false as is_unknown from (${base}) y`;
  const linked = `select y.*, coalesce(l.customer_id, y.customer_id) as linked_id
    from (${base}) y left join identity_links l on l.alias_id = y.customer_id`;
  if (!contract.ofCustomer) return `select k.*, false as is_unknown from (${linked}) k`;
  return `select n.*, n.customer_id is not null and c.customer_id is null as is_unknown
    from (${linked}) n left join customer_ids c on c.customer_id = n.linked_id`;
}

/** A day that stands for none is no later day. */
function isLater({ contract }: MappedSource, { dataUntil }: FlagSetting): string {
  const at = contract.happenedAt;
  if (at === undefined) return 'false';
  return `case when ${at} >= timestamp ${literal(dataUntil)} then not (${standInSql(at, { ahead: true })}) else false end`;
}

const inputColumns = (source: MappedSource): string[] => source.inputColumns.map((_, i) => `in_${i}`);

/** Whether the columns that identify a row are mapped. */
export const hasKey = ({ contract, mapped }: MappedSource): boolean =>
  contract.key.every((name) => mapped.includes(name));

/** What makes two rows the same: the contract's key where it is mapped, else every column of the input. */
function duplicateGroup(source: MappedSource): string[] {
  return hasKey(source) ? [...source.contract.key] : inputColumns(source);
}

export const duplicateRule = (source: MappedSource) => (hasKey(source) ? duplicateKey : duplicateRow);

function isDuplicate(source: MappedSource): string {
  if (!hasKey(source)) return source.config.duplicates === 'keep' ? 'false' : 'copy_number > 1';
  return ['copy_number > 1', ...keyIsWhole(source)].join(' and ');
}
