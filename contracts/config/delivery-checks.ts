import { atRiskColumns, type ListColumn, winBackColumns } from '../artefacts/list-columns.ts';
import { standingCampaign } from '../campaign.ts';
import { destinations } from '../destinations/destinations.ts';
import type { DeclaredCampaign } from './campaigns.ts';
import type { Delivery } from './delivery.ts';
import { nearest } from './nearest.ts';

type Refuse = (path: readonly (string | number)[], message: string) => void;

/** Columns of a list that stand only where the business maps them: its own knowledge of the customer, not Holdfast's. */
export const mappedOnly: readonly string[] = [
  'name',
  'segment',
  'country',
  'language',
  'email',
  'phone',
  'external_id',
];

/** Stands in any delivery, whatever the list. */
const dated: ListColumn = { name: 'as_of', type: 'text', means: 'as-of date of the list' };

/** The columns that a file of this list may take. */
export const deliverable = (list: Delivery['list']): readonly ListColumn[] => [
  dated,
  ...(list === 'at-risk' ? atRiskColumns : winBackColumns),
];

/** Header and column of a delivery's file, in order: the config's, else those of the tool's that the list has. */
export function columnsOf({ to, list, columns }: Delivery): readonly (readonly [string, string])[] {
  if (columns !== undefined) return Object.entries(columns);
  const names = deliverable(list).map(({ name }) => name);
  return Object.entries(destinations[to].columns).filter(([, column]) => names.includes(column));
}

/** Whether a tool knows people by this column under this header. */
export const identifies = ({ to }: Delivery, [header, column]: readonly [string, string]): boolean =>
  destinations[to].identifiers.includes(header) || (destinations[to].identifiedBy?.includes(column) ?? false);

/** What a tool knows people by, for people. */
const wantedBy = ({ to }: Delivery): string => {
  const { identifiers, identifiedBy = [] } = destinations[to];
  return [...identifiers, ...identifiedBy.map((column) => `a field with ${column}`)].join(' or ');
};

/** A file that its tool would refuse, or that would hold nobody, is told before the run. */
export function checkDeliveries(
  deliveries: readonly Delivery[],
  { campaigns, mapped }: { campaigns: readonly DeclaredCampaign[]; mapped: readonly string[] },
  refuse: Refuse,
): void {
  const names = [standingCampaign, ...campaigns.map(({ name }) => name)];
  deliveries.forEach((delivery, i) => {
    const refuseHere: Refuse = (path, message) => refuse([i, ...path], message);
    if (deliveries.slice(0, i).some(({ name }) => name === delivery.name))
      refuseHere(['name'], `${delivery.name} is declared twice: its files would overwrite each other`);
    checkCampaign(delivery, names, refuseHere);
    checkColumns(delivery, mapped, refuseHere);
    checkHeaders(delivery, mapped, refuseHere);
  });
}

function checkCampaign({ campaign, list }: Delivery, names: readonly string[], refuse: Refuse): void {
  if (campaign === undefined) return;
  if (list === 'win-back') refuse(['campaign'], 'no campaign makes the win-back list: leave it out');
  else if (!names.includes(campaign))
    refuse(
      ['campaign'],
      `there is no campaign ${campaign}${nearest(campaign, names)}; known: ${names.join(', ')}`,
    );
}

function checkColumns({ list, columns = {} }: Delivery, mapped: readonly string[], refuse: Refuse): void {
  const known = deliverable(list).map(({ name }) => name);
  for (const [header, column] of Object.entries(columns)) {
    if (!known.includes(column))
      refuse(
        ['columns', header],
        `the ${list} list has no column ${column}${nearest(column, known)}; docs/lists.md names them`,
      );
    else if (mappedOnly.includes(column) && !mapped.includes(column))
      refuse(['columns', header], unmapped(column));
  }
}

function checkHeaders(delivery: Delivery, mapped: readonly string[], refuse: Refuse): void {
  const { identifiers, identifierFirst, header: form, maxColumns = Infinity } = destinations[delivery.to];
  const chosen = columnsOf(delivery);
  const there = chosen.filter(([, column]) => !mappedOnly.includes(column) || mapped.includes(column));
  const known = (one: readonly [string, string]) => identifies(delivery, one);
  if (identifiers.length > 0 && !there.some(known)) {
    const wanted = chosen.filter(known).map(([, column]) => unmapped(column));
    const cure = wanted.length > 0 ? wanted.join('; or ') : 'give one of them in columns';
    refuse([], `${delivery.to} identifies people by ${wantedBy(delivery)}, and the file has none: ${cure}`);
  } else if (identifierFirst && !known(chosen[0]!))
    refuse(['columns'], `the first column of a file for ${delivery.to} is ${wantedBy(delivery)}`);
  for (const [header, column] of chosen) {
    const held = identifiers.includes(header) ? contactOf(header) : null;
    if (held !== null && column !== held)
      refuse(['columns', header], `${delivery.to} reads ${held} there, not ${column}`);
  }
  if (chosen.length > maxColumns)
    refuse(['columns'], `${delivery.to} takes at most ${maxColumns} columns, not ${chosen.length}`);
  for (const [header] of form === undefined ? [] : chosen)
    if (!form!.pattern.test(header))
      refuse(['columns', header], `a header for ${delivery.to} is ${form!.says}`);
}

/** The column that an identifier's header speaks of, where it does. */
const contactOf = (header: string): 'email' | 'phone' | null =>
  /^email/i.test(header) ? 'email' : /^phone/i.test(header) ? 'phone' : null;

const unmapped = (column: string): string => `map your column as sources.customers.columns.${column}`;
