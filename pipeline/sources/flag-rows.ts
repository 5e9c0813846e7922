import type { RowRule } from '../../contracts/sources/column.ts';
import { standInSql } from '../recognise/stand-in-days.ts';
import { literal } from '../sql/sql-text.ts';
import { type MappedSource, selectTexts, selectTyped } from './map-source.ts';

/** A rule that needs other rows to be judged, beside those of `row-rules.ts`. */
export const unknownCustomer = {
  code: 'unknown_customer',
  means: 'customer_id is not in customers',
} as const;
export const duplicateKey = { code: 'duplicate_key', means: 'the key was there already' } as const;
export const duplicateRow = { code: 'duplicate_row', means: 'an equal row was there already' } as const;
export const malformedLine = {
  code: 'malformed_line',
  means: 'the line could not be read as a row',
} as const;

export interface FlagSetting {
  readonly currency: string;
  readonly dataUntil: string;
  readonly rules: readonly RowRule[];
}

/**
 * SELECT of every row of a source with `reasons`: the codes of all rules that it breaks, comma-separated, '' for a good
 * row; and `is_later`, true for one that is not known yet, which has no reasons. Reads tables `identity_links` (alias_id, customer_id) and, where the source belongs to customers, `customer_ids`.
 */
export function selectFlagged(source: MappedSource, from: string, setting: FlagSetting): string {
  const own = setting.rules.map((r) => `case when ${r.broken} then ${literal(r.code)} end`);
  return `with typed as (${selectTyped(source, selectTexts(source, from), setting)}),
    linked as (${selectLinked(source)}),
    judged as (
      select k.*, ${source.contract.ofCustomer ? 't_customer_id is not null and c.customer_id is null' : 'false'} as is_unknown,
        concat_ws(',', ${own.join(',\n          ')}) as own_reasons,
        ${isLater(source, setting)} as is_later
      from linked k ${source.contract.ofCustomer ? 'left join customer_ids c on c.customer_id = k.linked_id' : ''}
    ),
    counted as (
      select j.*, row_number() over (
        partition by ${duplicateGroup(source).join(', ')}
        order by case when is_later then 2 when own_reasons = '' and not is_unknown then 0 else 1 end, ${inputColumns(source).join(', ')}
      ) as copy_number from judged j
    )
    select n.*, case when is_later then '' else concat_ws(',', nullif(own_reasons, ''),
      case when is_unknown then ${literal(unknownCustomer.code)} end,
      case when ${isDuplicate(source)} then ${literal(duplicateRule(source).code)} end) end as reasons
    from counted n`;
}

/** A day that stands for none is no later day. */
function isLater({ contract }: MappedSource, { dataUntil }: FlagSetting): string {
  const at = contract.happenedAt;
  if (at === undefined) return 'false';
  return `coalesce(${at} >= timestamp ${literal(dataUntil)} and not (${standInSql(at, { ahead: true })}), false)`;
}

/** `linked_id` is the id that stays: the customer that an alias maps to, else the row's own. */
function selectLinked({ contract }: MappedSource): string {
  if (contract.name === 'identities') return 'select y.*, y.customer_id as linked_id from typed y';
  return `select y.*, coalesce(l.customer_id, y.customer_id) as linked_id
    from typed y left join identity_links l on l.alias_id = y.customer_id`;
}

const inputColumns = (source: MappedSource): string[] => source.inputColumns.map((_, i) => `in_${i}`);

const hasKey = ({ contract, mapped }: MappedSource): boolean =>
  contract.key.every((name) => mapped.includes(name));

/** What makes two rows the same: the contract's key where it is mapped, else every column of the input. */
function duplicateGroup(source: MappedSource): string[] {
  return hasKey(source) ? [...source.contract.key] : inputColumns(source);
}

export const duplicateRule = (source: MappedSource) => (hasKey(source) ? duplicateKey : duplicateRow);

function isDuplicate(source: MappedSource): string {
  if (!hasKey(source)) return source.config.duplicates === 'keep' ? 'false' : 'copy_number > 1';
  return ['copy_number > 1', ...source.contract.key.map((name) => `${name} is not null`)].join(' and ');
}
