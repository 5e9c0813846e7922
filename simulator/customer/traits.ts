import type { Language } from '../plan.ts';
import { type Draws, gamma, pick, processes, type Stream } from '../random.ts';
import type { World } from '../world/world.ts';
import { personName } from './names.ts';

/** What a customer is from the first day to the last. */
export interface Traits {
  readonly number: number;
  readonly id: string;
  /** Another spelling of the id that a part of the rows carries, or null. */
  readonly alias: string | null;
  readonly name: string;
  /** Day of joining; negative for those who were there before the data begin. */
  readonly joined: number;
  readonly channel: string;
  readonly country: string;
  readonly language: Language;
  readonly segment: Segment;
  readonly currency: string;
  readonly consent: boolean;
  /** Uses the app, and with it features; the others use the web. */
  readonly app: boolean;
  readonly bulk: boolean;
  readonly oneTime: boolean;
  /** Orders a day, before season, satisfaction and leaving. */
  readonly rate: number;
  /** Visits without an order, per order. */
  readonly visitsPerOrder: number;
  /** Log of the usual order's amount in the reporting currency. */
  readonly logSpend: number;
  readonly category: string;
  /** Own level of satisfaction, in standard deviations of customers. */
  readonly level: number;
  /** Personal habit with scales: some never give the top mark, some always do. */
  readonly habit: number;
  readonly priceSensitive: number;
  readonly contact: ContactKind;
  /** How many times the usual hazard of leaving. */
  readonly fickle: number;
}

export type Segment = 'private' | 'family' | 'business';

/** What being contacted does to a customer. */
export type ContactKind = 'persuadable' | 'driven_away' | 'indifferent';

export interface TraitParameters {
  /** Joined before the data begin. */
  readonly established: number;
  readonly oneTime: number;
  readonly bulk: number;
  readonly appUsers: number;
  /** Mean of orders a day, and the shape of its gamma distribution. */
  readonly rate: { readonly mean: number; readonly shape: number };
  readonly logSpend: { readonly mean: number; readonly spread: number };
  /** Between the scores of rate and of spend. */
  readonly correlation: number;
  readonly levelSpread: number;
  readonly fickleShape: number;
}

const channels = { search: 0.34, social: 0.22, marketplace: 0.18, referral: 0.14, store: 0.12 };
const segments = { private: 0.62, family: 0.3, business: 0.08 };
const categories = { home: 0.28, clothing: 0.26, beauty: 0.16, food: 0.18, electronics: 0.12 };
const countries = { DE: 0.24, PL: 0.24, RO: 0.18, IT: 0.2, GB: 0.08, EE: 0.06 };

/** Languages of each country's customers; those the plan leaves out are written in English. */
const spoken: Readonly<Record<string, Partial<Record<Language, number>>>> = {
  DE: { en: 0.55, pl: 0.2, ru: 0.25 },
  PL: { pl: 0.93, en: 0.04, ru: 0.03 },
  RO: { ro: 0.95, en: 0.05 },
  IT: { it: 0.92, en: 0.04, ro: 0.04 },
  GB: { en: 0.86, pl: 0.1, ro: 0.04 },
  EE: { ru: 0.7, en: 0.3 },
};

const ownCurrency: Readonly<Record<string, string>> = { PL: 'PLN', RO: 'RON', GB: 'GBP' };

/** Persuadable share by segment: about a fifth of all. */
const persuadable: Readonly<Record<Segment, number>> = { private: 0.17, family: 0.28, business: 0.12 };
const drivenAway = 0.05;

export function traitsOf(number: number, draws: Draws, world: World, parameters: TraitParameters): Traits {
  const random = draws.stream(processes.traits, 0);
  const id = `C${String(number + 1).padStart(7, '0')}`;
  const country = pick(countries, random.uniform());
  const language = languageOf(country, world, random.uniform());
  const bulk = random.uniform() < parameters.bulk;
  const segment = bulk ? 'business' : (pick(segments, random.uniform()) as Segment);
  const established = random.uniform() < parameters.established;
  const joined = joinedOn(world, established, random.uniform());
  const oneTime = !established && !bulk && random.uniform() < parameters.oneTime;
  return {
    number,
    id,
    joined,
    country,
    language,
    segment,
    bulk,
    oneTime,
    alias: aliasOf(id, world, random.uniform(), random.uniform()),
    currency: random.uniform() < world.plan.dirt.foreignCurrency ? (ownCurrency[country] ?? 'EUR') : 'EUR',
    name: personName(language, random),
    channel: pick(channels, random.uniform()),
    category: pick(categories, random.uniform()),
    consent: random.uniform() < 0.88,
    app: random.uniform() < parameters.appUsers,
    level: parameters.levelSpread * random.normal() + world.shift.satisfaction,
    habit: random.normal(),
    priceSensitive: random.uniform(),
    contact: contactKind(segment, random.uniform()),
    fickle: gamma(parameters.fickleShape, random),
    visitsPerOrder: 1.7 * gamma(0.6, random),
    ...rateAndSpend(parameters, bulk, random),
  };
}

/** Rate is gamma, spend log-normal; their scores are correlated. Bulk buyers order seldom and much. */
function rateAndSpend({ rate, logSpend, correlation }: TraitParameters, bulk: boolean, random: Stream) {
  const relative = gamma(rate.shape, random);
  const score = scoreOfGamma(relative, rate.shape);
  const other = random.normal();
  const z = correlation * score + Math.sqrt(1 - correlation ** 2) * other;
  return {
    rate: rate.mean * relative * (bulk ? 0.6 : 1),
    logSpend: logSpend.mean + logSpend.spread * z + (bulk ? Math.log(7) : 0),
  };
}

/** The cube root of a gamma variable of mean 1 is nearly normal (Wilson and Hilferty 1931). */
export function scoreOfGamma(value: number, shape: number): number {
  const variance = 1 / (9 * shape);
  return (Math.cbrt(value) - (1 - variance)) / Math.sqrt(variance);
}

const daysBefore = 730;

function joinedOn(world: World, established: boolean, uniform: number): number {
  if (established) return -1 - Math.floor(daysBefore * uniform ** 1.3);
  const { joined } = world;
  let low = 0;
  let high = joined.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (joined[middle]! < uniform) low = middle + 1;
    else high = middle;
  }
  return low;
}

function languageOf(country: string, world: World, uniform: number): Language {
  const language = pick(spoken[country] as Record<Language, number>, uniform);
  return world.plan.languages.includes(language) ? language : world.plan.languages[0]!;
}

function aliasOf(id: string, world: World, uniform: number, which: number): string | null {
  if (uniform >= world.plan.dirt.aliases) return null;
  return which < 0.5 ? `c-${Number(id.slice(1))}` : `WEB${id.slice(1)}`;
}

function contactKind(segment: Segment, uniform: number): ContactKind {
  if (uniform < drivenAway) return 'driven_away';
  return uniform < drivenAway + persuadable[segment] ? 'persuadable' : 'indifferent';
}
