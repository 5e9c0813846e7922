import type { LanguageCode } from '../../../contracts/languages.ts';
import { languages } from './languages.ts';
import type { Forms, PointTexts } from './words.ts';

/** What talking points are made of. */
export interface Spoken {
  /** Groups of the customer's reasons, the strongest first. */
  readonly reasonGroups: readonly string[];
  readonly open_tickets: number;
  readonly open_ticket_days: number | null;
  readonly last_nps: number | null;
  readonly last_csat: number | null;
  readonly last_ces: number | null;
  readonly sentiment: string | null;
  readonly last_order_days: number | null;
  readonly touches_90d: number;
  /** What the play offers, in the language. */
  readonly offer: string | null;
}

const most = 3;

/**
 * Up to three things to know of a customer before speaking to them, in a language: those that their reasons are about first. An
 * offer is always among them.
 */
export function talkingPoints(customer: Spoken, language: LanguageCode): readonly string[] {
  const texts = languages[language];
  const ranked = points
    .map((point, place) => ({ place, rank: rankOf(point, customer), text: point.say(customer, texts) }))
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .flatMap(({ text }) => (text === null ? [] : [text]));
  const offer = customer.offer === null ? [] : [texts.offer.replace('{offer}', () => customer.offer!)];
  return [...ranked.slice(0, most - offer.length), ...offer];
}

interface Point {
  /** Groups of reasons that it speaks of. */
  readonly of: readonly string[];
  /** Null: there is nothing to say. */
  readonly say: (customer: Spoken, texts: PointTexts) => string | null;
}

/** In the order in which they are said where no reason speaks of them. */
const points: readonly Point[] = [
  { of: ['support'], say: saysCases },
  { of: ['sentiment'], say: saysMood },
  { of: ['satisfaction', 'surveys'], say: ({ last_nps: score }, of) => scored(of.nps, score, of) },
  { of: ['satisfaction', 'surveys'], say: ({ last_csat: score }, of) => scored(of.csat, score, of) },
  { of: ['satisfaction', 'surveys'], say: ({ last_ces: score }, of) => scored(of.ces, score, of) },
  { of: ['recency', 'orders', 'rhythm', 'spend', 'basket'], say: saysOrder },
  { of: ['touches', 'contact'], say: saysMessages },
];

/** Place of the first reason that a point speaks of; behind all of them where none does. */
function rankOf({ of }: Point, { reasonGroups }: Spoken): number {
  const place = reasonGroups.findIndex((group) => of.includes(group));
  return place < 0 ? reasonGroups.length : place;
}

function saysCases(
  { open_tickets: cases, open_ticket_days: days }: Spoken,
  texts: PointTexts,
): string | null {
  if (cases === 0) return null;
  const said = counted(texts.openCases, cases, texts);
  return days === null || days === 0 ? said : `${said}, ${counted(texts.oldest, days, texts)}`;
}

function saysMood({ sentiment }: Spoken, texts: PointTexts): string | null {
  return sentiment === 'negative' || sentiment === 'mixed' || sentiment === 'positive'
    ? texts[sentiment]
    : null;
}

function saysOrder({ last_order_days: days }: Spoken, texts: PointTexts): string | null {
  if (days === null) return null;
  return days === 0 ? texts.orderedToday : counted(texts.ordered, days, texts);
}

function saysMessages({ touches_90d: contacts }: Spoken, texts: PointTexts): string | null {
  return contacts === 0 ? null : counted(texts.messages, contacts, texts);
}

/** A sentence with a number, in the form that the number asks for. */
export function counted(forms: Forms, n: number, { locale }: Pick<PointTexts, 'locale'>): string {
  const form = forms[new Intl.PluralRules(locale).select(n)] ?? forms.other;
  return form.replace('{n}', new Intl.NumberFormat(locale).format(n));
}

const scored = (text: string, score: number | null, { locale }: PointTexts): string | null =>
  score === null
    ? null
    : text.replace('{score}', new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(score));
