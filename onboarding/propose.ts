import type { SourceReport } from '../contracts/artefacts/check-report.ts';
import { daysBetween } from '../contracts/business-day.ts';
import type { Config } from '../contracts/config/config.ts';
import { DataRefusedError } from '../contracts/errors.ts';
import type { InputProfile, ProfiledInputs } from '../contracts/profile.ts';
import { type Chosen, chooseInputs } from './choose-inputs.ts';
import { type ConfigParts, configOf } from './config-of.ts';
import { type CurrencyGuess, guessCurrency, guessZone, type ZoneGuess } from './currency.ts';
import { findSpan, type HistorySpan } from './find-span.ts';
import { isTooShort } from './horizon.ts';
import { leftOutColumns } from './left-out.ts';
import type { Proposal, ProposedSource, Question } from './proposal.ts';
import { proposeChurn } from './propose-churn.ts';
import { find } from './propose-columns.ts';
import { type Lag, proposeLag } from './propose-lag.ts';
import { proposeSchedule } from './propose-schedule.ts';
import { proposeSources } from './propose-sources.ts';
import * as ask from './questions.ts';
import { allowBadRows, type CheckTrial, tryChecks } from './try-checks.ts';
import { matchAs, type Recognised } from './which-source.ts';

export interface ProposeRequest extends Omit<CheckTrial, 'attached'> {
  readonly profiled: ProfiledInputs;
  /** What the person says beforehand. */
  readonly told: Told;
}

export interface Told {
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
  const chosen = chooseInputs(request.profiled.inputs);
  const activity = activityIn(chosen);
  await request.profiled.keepSomeCustomers(customerColumns(chosen.sources));
  const labels = labelsOf(chosen.sources, activity, request.told);
  const laid = await layOut(request, chosen.sources, activity, labels);
  const measured = await measure(request, chosen.sources, laid);
  request.progress.note('what the checks say');
  const checked = await tryChecks({ ...request, attached: request.profiled.attached }, draftOf(measured));
  return complete(request.profiled, { chosen, labels, laid, measured, checked });
}

/** What customers do: the source that shows who is there. */
function activityIn({ sources, unused }: Chosen): Recognised {
  const activity = ['orders', 'subscriptions', 'events']
    .map((name) => sources.find(({ source }) => source === name))
    .find((found) => found !== undefined);
  if (activity) return activity;
  const found = sources.map(
    ({ source, inputs }) => `  ${inputs.map(({ path }) => path).join(', ')}: ${source}`,
  );
  throw new DataRefusedError(
    [
      'No orders, events or subscriptions were found in these files, so nothing shows which customers stay and which leave.',
      ...found,
      ...unused.map(({ path, why }) => `  ${path}: ${why}`),
      'Point at the files that hold them, or map them by hand: docs/your-own-data.md shows how, docs/sources.md what is needed.',
    ].join('\n'),
  );
}

/** The column of customers of every input that has one. */
function customerColumns(found: readonly Recognised[]): Record<string, string> {
  const columns = found.flatMap((one) =>
    one.inputs.map((input) => {
      const own = one.inputs.length === 1 ? one : matchAs(one.source, input);
      return [input.name, find(own, 'customer_id')?.column.name];
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
  const words = (input?.name ?? 'my business').replace(/_file$/, '').split('_');
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ');
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
  found: readonly Recognised[],
  activity: Recognised,
  { name, currency, zone }: Labels,
): Promise<Laid> {
  const rates = Object.fromEntries(currency.others.map((code) => [code, 1]));
  const business = {
    name,
    currency: currency.currency,
    timeZone: zone.timeZone,
    dataUntil: farAway,
    rates,
  };
  const inputs = profiled.inputs.filter((input) => found.some((one) => one.inputs.includes(input)));
  const sources = await proposeSources(warehouse, found, activity, zone.timeZone);
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
}

function complete(profiled: ProfiledInputs, parts: Found): Proposal {
  const { chosen, labels, measured, checked } = parts;
  const unreadable = profiled.unreadable.map(({ path, why }) => ({ path, why }));
  const unused = [...chosen.unused, ...unreadable];
  const { checks } = draftOf(measured);
  const { sources, questions } = allowBadRows(measured.sources, checked, checks.maxBadShare);
  return {
    business: businessOf(labels, measured),
    inputs: measured.inputs,
    unused,
    sources,
    churn: measured.churn,
    clv: measured.clv,
    training: measured.training,
    leftOut: leftOutColumns(chosen.sources, sources),
    open: [...questionsOf(parts, sources), ...questions, ...ask.unusedQuestions(unused)],
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
  { chosen, labels, laid, measured, checked }: Found,
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
    ...ask.orderQuestions(chosen.sources),
    ...ask.contractQuestions(chosen.sources),
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
