import type { SourceReport } from '../contracts/artefacts/check-report.ts';
import { sourceContracts } from '../contracts/sources/sources.ts';
import { fit, wordsOf } from '../pipeline/recognise/column-words.ts';
import type { CurrencyGuess } from './currency.ts';
import type { ProposedSource, Question, Unused } from './proposal.ts';
import { find } from './propose-columns.ts';
import { asNames, columnSynonyms } from './synonyms.ts';
import type { Recognised } from './which-source.ts';

export function currencyQuestions(guess: CurrencyGuess): Question[] {
  const unknown = {
    key: 'business.currency',
    text: `nothing in the files names the currency of the amounts; ${guess.currency} stands in. Write yours, or start again with --currency.`,
  };
  const rates = guess.others.map((code) => `${code}: …`).join(', ');
  const mixed = {
    key: 'business.rates',
    text: `some rows are in ${guess.others.join(', ')}: write what one of each is worth in ${guess.currency}, as { ${rates} }. Until then \`holdfast check\` refuses them.`,
  };
  return [...(guess.unknown ? [unknown] : []), ...(guess.others.length > 0 ? [mixed] : [])];
}

/** Columns that the contract requires and that could be read otherwise, and dates or numbers in doubt anywhere. */
export function columnQuestions(sources: readonly ProposedSource[]): Question[] {
  return sources.flatMap(({ name, columns }) =>
    columns
      .filter((column) => column.doubt !== undefined && matters(name, column.name))
      .map(({ name: column, doubt }) => ({ key: `sources.${name}.columns.${column}`, text: `${doubt}.` })),
  );
}

const matters = (source: ProposedSource['name'], name: string): boolean => {
  const column = sourceContracts[source].columns[name];
  return column?.required === true || column?.type === 'time' || column?.type === 'money';
};

/** Without it nobody may be contacted. */
export function consentQuestions(
  found: readonly Recognised[],
  sources: readonly ProposedSource[],
): Question[] {
  const customers = sources.find(({ name }) => name === 'customers');
  if (customers?.columns.some(({ name }) => name === 'contact_consent')) return [];
  const names = asNames(columnSynonyms.customers.contact_consent ?? '');
  const column = found
    .flatMap(({ input }) => input.columns)
    .find(({ name }) => names.some((synonym) => fit(wordsOf(name), synonym) > 0));
  if (column === undefined) return [];
  const text = `${column.name} looks like consent to be contacted, but it is not read: until it is mapped, nobody may be contacted.`;
  return [{ key: 'sources.customers.columns.contact_consent', text }];
}

const undone = /cancel|refund|return|void|storno|annul|declin|fail|anul|zwrot|reklam/i;

/** Orders that fell through or were paid back may be told only by a status, which is never mapped unasked. */
export function orderQuestions(found: readonly Recognised[]): Question[] {
  const orders = found.find(({ source }) => source === 'orders');
  if (!orders) return [];
  const status = orders.input.columns.find(
    ({ name, distinct, common }) =>
      /status|state|stage/i.test(name) && distinct <= 30 && common.some(({ value }) => undone.test(value)),
  );
  const discount = orders.input.columns.find(
    ({ name }) => orders.unitPrice !== undefined && /discount|rabat|remise|descuento|sconto/i.test(name),
  );
  return [
    ...(status
      ? [
          {
            key: 'sources.orders',
            text: `${status.name} holds orders that fell through or were paid back; they are counted as sales. To leave them out, read orders by a query with a WHERE.`,
          },
        ]
      : []),
    ...(discount && !find(orders, 'amount')
      ? [{ key: 'sources.orders.columns.amount', text: `${discount.name} is not taken off the amount.` }]
      : []),
  ];
}

export function contractQuestions(found: readonly Recognised[]): Question[] {
  const subscriptions = found.find(({ source }) => source === 'subscriptions');
  if (!subscriptions || find(subscriptions, 'ended_at')) return [];
  const text =
    'no column says when a subscription ended, so nobody ever leaves. Map it, or write churn.kind: non-contractual.';
  return [{ key: 'sources.subscriptions.columns.ended_at', text }];
}

export function sizeQuestions(
  reports: readonly SourceReport[],
  minCustomers: number,
  sampled: boolean,
): Question[] {
  const kept = reports.find(({ source }) => source === 'customers')?.kept ?? 0;
  if (sampled || kept >= minCustomers) return [];
  const text = `${kept} customers are few: \`holdfast check\` refuses below ${minCustomers}. Bring more, or lower it knowingly; intervals widen.`;
  return [{ key: 'training.minCustomers', text }];
}

export const historyQuestion = (days: number): Question => ({
  key: 'training',
  text: `the files cover ${days} days, too few to learn from some and judge on later ones. \`holdfast check\` works; \`holdfast run\` needs older data.`,
});

export const unusedQuestions = (unused: readonly Unused[]): Question[] =>
  unused.map(({ path, why }) => ({ key: 'inputs', text: `${path} is not used: ${why}.` }));
