import type { SourceReport } from '../contracts/artefacts/check-report.ts';
import { daysBetween } from '../contracts/business-day.ts';
import type { Config } from '../contracts/config/config.ts';
import { nearest } from '../contracts/config/nearest.ts';
import { ConfigError } from '../contracts/errors.ts';
import type { InputProfile, ProfiledInputs } from '../contracts/profile.ts';
import { leftOutColumns } from './columns/left-out.ts';
import { find } from './columns/propose-columns.ts';
import { termQuestions } from './contracts/fee-of-term.ts';
import { asTheyStand } from './contracts/said-states.ts';
import { doubtsOf } from './doubts/doubts.ts';
import type { Doubts } from './doubts/settled.ts';
import { type OrderEntries, refineOrders } from './orders/refine-orders.ts';
import { namesOfAmount } from './orders/told-amount.ts';
import { notCompared } from './read/relations.ts';
import { ofShape } from './read/shape.ts';
import * as ask from './settle/questions.ts';
import {
  allowBadRows,
  type CheckTrial,
  earlierQuestions,
  gapQuestions,
  silentQuestions,
  tryChecks,
} from './settle/try-checks.ts';
import { type CurrencyGuess, guessCurrency, guessZone, type ZoneGuess } from './sources/currency.ts';
import { onlySince } from './sources/propose-customers.ts';
import { type Lag, proposeLag } from './sources/propose-lag.ts';
import { proposeSources } from './sources/propose-sources.ts';
import { sentOnly, sentQuestions } from './sources/sent-only.ts';
import { chooseInputs } from './tables/choose-inputs.ts';
import { flatAdvice, flatTable } from './tables/flat-table.ts';
import { adviceOnCells } from './tables/lines-in-cells.ts';
import { NothingRecognisedError } from './tables/nothing-recognised.ts';
import type { Chosen } from './tables/one-of-several.ts';
import type { Answers } from './tables/related-input.ts';
import type { Recognised } from './tables/which-source.ts';
import { findSpan, type HistorySpan } from './time/find-span.ts';
import { isTooShort } from './time/horizon.ts';
import { proposeChurn } from './time/propose-churn.ts';
import { proposeSchedule } from './time/propose-schedule.ts';
import { type ConfigParts, configOf } from './write/config-of.ts';
import type { Proposal, ProposedSource, Question } from './write/proposal.ts';

export interface ProposeRequest extends Omit<CheckTrial, 'attached'> {
  readonly profiled: ProfiledInputs;
  /** What the person says beforehand. */
  readonly told: Told;
}

export interface Told extends Answers {
  readonly name?: string;
  readonly currency?: string;
  readonly timeZone?: string;
}

/**
 * A config for inputs that have been looked at: which is which source and which column is which, how times and numbers
 * are written, since when and until when the data reach, what losing a customer means and within how many days. Ends by
 * running the checks on it, so that what they will say is known.
 * @throws DataRefusedError where the inputs show nothing that customers do.
 */
export async function propose(request: ProposeRequest): Promise<Proposal> {
  refuseUnknown(request);
  const { chosen, entries } = await refined(request);
  const activity = activityIn(chosen, request.profiled.inputs);
  await request.profiled.keepSomeCustomers(customerColumns(chosen.sources));
  const labels = labelsOf(chosen.sources, activity, request.told);
  const layout = { found: chosen.sources, activity, labels, entries };
  const { laid, measured } = await withoutEarlyRows(request, layout);
  request.progress.note('what the checks say');
  const checked = await tryChecks({ ...request, attached: request.profiled.attached }, draftOf(measured));
  const proposal = complete(request.profiled, { chosen, labels, laid, measured, checked, entries });
  request.progress.note('what could be read otherwise');
  const doubts = await doubtsOf({
    warehouse: request.warehouse,
    found: chosen.sources,
    sources: proposal.sources,
    draft: draftOf(measured),
    reads: entries.reads,
    open: proposal.open,
  });
  return withDoubts(proposal, doubts);
}

function withDoubts(proposal: Proposal, { questions, notes }: Doubts): Proposal {
  const sources = proposal.sources.map((source) =>
    source.name === 'orders' ? { ...source, notes: [...source.notes, ...notes] } : source,
  );
  return { ...proposal, sources, open: [...proposal.open, ...questions] };
}

/** @throws ConfigError for a column that no input has. */
function refuseUnknown({ profiled, told }: ProposeRequest): void {
  const names = profiled.inputs.flatMap(({ columns }) => columns.map(({ name }) => name));
  for (const option of ['customer', 'date', 'amount'] as const) {
    const said = told[option];
    for (const wanted of said === undefined ? [] : namesOfAmount(said, names))
      if (!names.includes(wanted))
        throw new ConfigError(`--${option}: no file has a column "${wanted}"${nearest(wanted, names)}`);
  }
}

/** The inputs as sources; orders without what is no sale. */
async function refined({
  warehouse,
  profiled,
  told,
}: ProposeRequest): Promise<{ chosen: Chosen; entries: OrderEntries }> {
  const { sources: all, unused } = await chooseInputs(warehouse, profiled.inputs, told);
  const sources = await Promise.all(
    all.map(async (one) => {
      if (one.source === 'touches') return sentOnly(one);
      if (one.source !== 'subscriptions') return one;
      const stands = await asTheyStand(warehouse, one);
      return {
        ...stands,
        questions: [...(stands.questions ?? []), ...(await termQuestions(warehouse, one))],
      };
    }),
  );
  const orders = sources.find(({ source }) => source === 'orders');
  if (!orders) return { chosen: { sources, unused }, entries: { reads: [], notes: [], questions: [] } };
  const { found, entries } = await refineOrders(warehouse, orders);
  return { chosen: { sources: sources.map((one) => (one === orders ? found : one)), unused }, entries };
}

/** What customers do: the source that shows who is there. */
function activityIn({ sources, unused }: Chosen, inputs: readonly InputProfile[]): Recognised {
  const activity = ['orders', 'subscriptions', 'events']
    .map((name) => sources.find(({ source }) => source === name))
    .find((found) => found !== undefined);
  if (activity) return activity;
  const found = sources.map(({ source, inputs, input }) => {
    const flat = flatTable(input);
    return `  ${inputs.map(({ path }) => path).join(', ')}: ${flat ? flatAdvice(input, flat) : source}`;
  });
  throw new NothingRecognisedError(
    [
      'No orders, events or subscriptions were found in these files, so nothing shows which customers stay and which leave.',
      ...found,
      ...unused.map(({ path, why }) => `  ${path}: ${why}`),
      ...adviceOn(inputs),
      'Point at the files that hold them, or map them by hand: docs/your-own-data.md shows how, docs/sources.md what is needed.',
    ].join('\n'),
    unsettled(inputs),
  );
}

function adviceOn(inputs: readonly InputProfile[]): readonly string[] {
  if (inputs.some((input) => ofShape(input, 'time', 'maybe time').length > 0)) return [];
  const cells = adviceOnCells(inputs);
  return cells.length > 0 ? cells : [noTimes];
}

const noTimes =
  'None of their columns holds times, and without days there is no history: bring the dated orders, contracts or events behind them. Of a table with a row for each customer and a column that says who left, `holdfast evaluate` makes a model.';

/** Inputs of which a person may know more: those with times, else all that are not flat tables. */
function unsettled(inputs: readonly InputProfile[]): InputProfile[] {
  const others = inputs.filter((input) => flatTable(input) === null);
  const timed = others.filter((input) => ofShape(input, 'time').length > 0);
  return timed.length > 0 ? timed : others;
}

/** The column of customers of every input that has one. */
function customerColumns(found: readonly Recognised[]): Record<string, string> {
  const columns = found.flatMap((one) =>
    one.inputs.map((input) => {
      const customer = find(one, 'customer_id')?.column.name;
      return [input.name, input.columns.find(({ name }) => name === customer)?.name];
    }),
  );
  return Object.fromEntries(columns.filter(([, column]) => column !== undefined));
}

interface Labels {
  readonly name: string;
  readonly currency: CurrencyGuess;
  readonly zone: ZoneGuess;
}

function labelsOf(found: readonly Recognised[], activity: Recognised, told: Told): Labels {
  const currency = guessCurrency(found, told.currency);
  const zone = guessZone(found, currency, told.timeZone);
  return { name: told.name ?? nameOf(activity.inputs[0]), currency, zone };
}

/** The file's name as a person would write it. */
function nameOf(input: InputProfile | undefined): string {
  const { name = 'my business', reading } = input ?? {};
  const list = `_${reading?.unnest?.toLowerCase().replace(/\W+/g, '_')}`;
  const words = name
    .replace(/_(file|list)$/, '')
    .replace(new RegExp(`${list}$`), '')
    .split('_');
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ');
}

/** Orders dated before the business began would make customers older than they are: they are left out once it is known when that was. */
async function withoutEarlyRows(
  request: ProposeRequest,
  layout: Layout,
): Promise<{ laid: Laid; measured: Measured }> {
  const laid = await layOut(request, layout);
  const measured = await measure(request, layout.found, laid);
  if (measured.span.earlyOrders === 0) return { laid, measured };
  const since = (one: Recognised) => (one.source === 'orders' ? onlySince(one, measured.span.first) : one);
  const cut = { ...layout, found: layout.found.map(since), activity: since(layout.activity) };
  const again = await layOut(request, cut);
  return { laid: again, measured: { ...(await measure(request, cut.found, again)), span: measured.span } };
}

interface Layout {
  readonly found: readonly Recognised[];
  readonly activity: Recognised;
  readonly labels: Labels;
  readonly entries: OrderEntries;
}

type Laid = ConfigParts & { readonly lag: Lag };

/** A day that no row reaches, while the last one is not known. */
const farAway = '2199-01-01';
const unmeasured = {
  churn: {
    kind: 'non-contractual',
    by: 'orders',
    horizonDays: 1,
    lookbackDays: 1,
    graceDays: 0,
    lagDays: 0,
    notes: { kind: '', horizonDays: '', lookbackDays: '', graceDays: '', lagDays: '' },
  },
  clv: { horizonDays: 1, observedDays: 1, note: '' },
  training: { origins: 1, everyDays: 1, minHistoryDays: 1, note: '' },
} as const;

const draftOf = (parts: ConfigParts): Config => configOf(parts, ({ path }) => path);

async function layOut(
  { warehouse, profiled }: ProposeRequest,
  { found, activity, labels, entries }: Layout,
): Promise<Laid> {
  const { name, currency, zone } = labels;
  const rates = Object.fromEntries(currency.others.map((code) => [code, 1]));
  const business = {
    name,
    currency: currency.currency,
    timeZone: zone.timeZone,
    dataUntil: farAway,
    rates,
  };
  const inputs = profiled.inputs
    .filter(({ name: input }) => found.some((one) => one.inputs.some((part) => part.name === input)))
    .map((input) => ({ ...input, remarks: [...input.remarks, ...notCompared(input)] }));
  const sources = await proposeSources(warehouse, found, activity, { timeZone: zone.timeZone, entries });
  const lag = await proposeLag(warehouse, draftOf({ business, inputs, sources, ...unmeasured }), sources);
  return { business, inputs, sources: lag.sources, ...unmeasured, lag };
}

type Measured = ConfigParts & { readonly span: HistorySpan };

async function measure(
  { warehouse, progress }: ProposeRequest,
  found: readonly Recognised[],
  laid: Laid,
): Promise<Measured> {
  progress.note('first and last day, gaps between purchases');
  const span = await findSpan(warehouse, draftOf(laid));
  if (span === null)
    throw new NothingRecognisedError(
      `No row of ${laid.inputs.map(({ path }) => path).join(', ')} shows what a customer did: none has a time that can be read, or all were left out. Say which columns hold it, or map them by hand: docs/sources.md.`,
      laid.inputs,
    );
  const history = { first: span.first, dataUntil: span.dataUntil, lagDays: laid.lag.days };
  const churn = await proposeChurn(warehouse, draftOf(laid), found, history);
  const waits = { lag: churn.lagDays, grace: churn.graceDays };
  const schedule = proposeSchedule(span.first, span.dataUntil, churn.horizonDays, waits);
  const business = { ...laid.business, dataUntil: span.dataUntil };
  return { ...laid, business, churn, ...schedule, span };
}

interface Found {
  readonly chosen: Chosen;
  readonly labels: Labels;
  readonly laid: Laid;
  readonly measured: Measured;
  readonly checked: readonly SourceReport[];
  readonly entries: OrderEntries;
}

function complete(profiled: ProfiledInputs, parts: Found): Proposal {
  const { chosen, labels, measured, checked } = parts;
  const unreadable = profiled.unreadable.map(({ path, why, matters = false }) => ({ path, why, matters }));
  const unused = [...chosen.unused, ...unreadable];
  const draft = draftOf(measured);
  const { sources, questions } = allowBadRows(measured.sources, checked, draft.checks.maxBadShare);
  return {
    business: businessOf(labels, measured),
    inputs: measured.inputs,
    unused,
    sources,
    churn: measured.churn,
    clv: measured.clv,
    training: measured.training,
    leftOut: leftOutColumns(chosen.sources, sources),
    open: [
      ...questionsOf(parts, sources),
      ...silentQuestions(checked, measured.business.dataUntil),
      ...gapQuestions(checked, draft),
      ...earlierQuestions(checked, measured.business.dataUntil),
      ...questions,
      ...ask.unusedQuestions(unused),
    ],
    checked,
  };
}

function businessOf({ name, currency, zone }: Labels, { span }: Measured): Proposal['business'] {
  return {
    name,
    currency: currency.currency,
    currencyNote: currency.note,
    currencyUnknown: currency.unknown,
    otherCurrencies: currency.others,
    timeZone: zone.timeZone,
    timeZoneNote: zone.note,
    dataUntil: span.dataUntil,
    dataUntilNote: span.note,
  };
}

function questionsOf(
  { chosen, labels, laid, measured, checked, entries }: Found,
  sources: readonly ProposedSource[],
): Question[] {
  const { churn, span, inputs } = measured;
  const days = daysBetween(span.first, span.dataUntil);
  const short = isTooShort(days, { lag: churn.lagDays, grace: churn.graceDays });
  const least = draftOf(measured).training.minCustomers;
  return [
    ...ask.currencyQuestions(labels.currency),
    ...ask.columnQuestions(sources),
    ...ask.consentQuestions(chosen.sources, sources),
    ...ask.roleQuestions(chosen.sources),
    ...entries.questions,
    ...ask.contractQuestions(chosen.sources),
    ...ask.serviceQuestions(chosen.sources),
    ...sentQuestions(chosen.sources),
    ...span.questions,
    ...laid.lag.questions,
    ...(short ? [ask.historyQuestion(days)] : []),
    ...ask.sizeQuestions(
      checked,
      least,
      inputs.some(({ sampled }) => sampled),
    ),
  ];
}
