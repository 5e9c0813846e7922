import { describe, expect, it } from 'vitest';
import type { Past, ProofPlan } from '../../../../contracts/artefacts/proof.ts';
import { languageCodes } from '../../../../contracts/languages.ts';
import { type PlanAsk, planProof } from '../../../../pipeline/proof/plan-proof.ts';
import { languages } from '../../../../pipeline/reports/effect/languages.ts';
import { placesOf } from '../../../../pipeline/reports/effect/words.ts';
import { formatIn } from '../../../../pipeline/reports/format.ts';
import { planLanguages } from '../../../../pipeline/reports/proof/plan-languages.ts';
import { planReport } from '../../../../pipeline/reports/proof/plan-report.ts';
import { page } from '../../../../pipeline/reports/render/html.ts';
import type { SuppressionRule } from '../../../../pipeline/targeting/suppress.ts';

const past: Past = {
  horizonDays: 60,
  from: '2026-01-05',
  beforeDays: 60,
  customers: 4000,
  alike: 500,
  retained: 0.6,
  mean: 40,
  spread: 80,
  correlation: 0.6,
  worthOfStaying: 55,
  cappedAt: 912.5,
};

const ask = (over: Partial<PlanAsk>): PlanAsk => ({
  asOf: '2026-03-09',
  currency: 'EUR',
  campaign: 'spring',
  horizonDays: 60,
  lagDays: 3,
  share: 0.1,
  looks: 'declared end',
  perList: 500,
  pool: 20_000,
  everyDays: 7,
  drawn: null,
  retained: null,
  savedShare: 0.1,
  gain: 12,
  contactable: { candidates: 20_000, eligible: 20_000, looked: 20_000, barred: [], waiting: [] },
  joiningKnown: true,
  ...over,
});

const longer = { ...past, horizonDays: 180, worthOfStaying: 300, spread: 150, correlation: null };
const fewThere = {
  horizonDays: 365,
  why: 'in English',
  lacking: { code: 'few-customers', customers: 20, on: '2025-11-01', needed: 30 },
} as const;
const short = {
  horizonDays: 60,
  why: 'in English',
  lacking: { code: 'short-history', days: 21, needed: 80 },
} as const;
/** Every rule that leaves customers alone is said. */
const said: Readonly<Record<SuppressionRule, string>> = planLanguages.en.rules;
const rules = Object.keys(said).map((rule) => ({ rule, customers: 100 }));
const contactable = { candidates: 90_000, eligible: 40_000, looked: 20_000, barred: rules, waiting: rules };

/** With a tenth held out the effect does not show, with half it does. */
const heldOutTooFew = planProof(ask({ retained: 0.45, pool: 7000, joining: 90, looks: 'always valid' }), [
  past,
]);

/** Plans that together say every sentence there is. */
const plans: readonly ProofPlan[] = [
  planProof(ask({ contactable }), [past, longer, fewThere]),
  planProof(ask({ pool: 280, perList: 60, looks: 'always valid', joining: 0.4 }), [past, longer]),
  planProof(ask({ pool: 900, perList: 60, joiningKnown: false, drawn: { customers: 60, heldOut: 0 } }), [
    past,
  ]),
  planProof(ask({ retained: 0.6, joining: 12, drawn: { customers: 400, heldOut: 40 } }), [past]),
  planProof(ask({ pool: 40_000, perList: 40_000, share: 0.5 }), [{ ...past, worthOfStaying: 4000 }]),
  planProof(ask({ pool: 40_000, perList: 40_000, share: 0.5 }), [{ ...past, worthOfStaying: 75 }]),
  planProof(ask({}), [short]),
  planProof(ask({ retained: 0.6 }), [short]),
  planProof(ask({ retained: 1 }), [past]),
  planProof(ask({ pool: 200, perList: 60 }), [past]),
  planProof(ask({ pool: 0 }), [past]),
  heldOutTooFew,
  planProof(ask({ most: 500 }), [past]),
  planProof(ask({ share: 0.3, listDays: [0, 21] }), [past]),
];

const textOf = (markup: string) =>
  markup
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ');

const groups = ['words', 'moves', 'rules'] as const;

describe.each(languageCodes)('the plan in %s', (code) => {
  const pageOf = (plan: ProofPlan) => page(planReport(plan, code), formatIn(languages[code].figures), code);

  it('has every string, none of them empty, with the places of the English one', () => {
    for (const group of groups) {
      const [own, english]: Record<string, string>[] = [planLanguages[code][group], planLanguages.en[group]];
      expect(Object.keys(own!).sort()).toEqual(Object.keys(english!).sort());
      for (const [key, text] of Object.entries(own!)) {
        expect(text.trim(), key).not.toBe('');
        expect([...new Set(placesOf(text))], key).toEqual([...new Set(placesOf(english![key]!))]);
      }
    }
  });

  it('counts lists in each of its plurals', () => {
    const plural = new Intl.PluralRules(languages[code].figures.locale);
    for (const forms of [planLanguages[code].afterLists, planLanguages[code].poolLists])
      for (const n of [1, 2, 5, 21, 22, 25, 100])
        expect(forms[plural.select(n)] ?? forms.other, `${n}`).toMatch(n === 1 ? /\S/ : /\{n\}/);
  });

  it('is whole, and of no other language', () => {
    for (const plan of plans) {
      const markup = pageOf(plan);
      expect(markup).toContain(`<html lang="${code}">`);
      expect(textOf(markup)).not.toMatch(/\{\w+\}|undefined|NaN|Infinity|in English/);
      if (code !== 'en') expect(textOf(markup)).not.toMatch(/\b(the|customers|lists|of|is)\b/);
    }
  });
});

it('is not English in the other languages', () => {
  for (const code of languageCodes.filter((one) => one !== 'en')) {
    const { words, moves } = planLanguages[code];
    const own: Record<string, string> = { ...words, ...moves };
    const { en } = planLanguages;
    const same = Object.entries({ ...en.words, ...en.moves }).filter(([key, text]) => own[key] === text);
    expect(
      same.map(([, text]) => text.replaceAll(/\{\w+\}/g, '')).filter((text) => text.length > 12),
    ).toEqual([]);
  }
});

it('says every sentence somewhere', () => {
  const written = textOf(plans.map((plan) => page(planReport(plan))).join(' '));
  const beginnings = Object.entries({ ...planLanguages.en.words, ...planLanguages.en.rules }).map(
    ([key, text]) => [key, text.split(/\{\w+\}/).toSorted((a, b) => b.length - a.length)[0]!] as const,
  );
  expect(beginnings.filter(([, text]) => !written.includes(text.trim()))).toEqual([]);
});

it('writes numbers, money and days as each language does', () => {
  const german = textOf(page(planReport(plans[0]!, 'de'), formatIn(languages.de.figures), 'de'));
  expect(german).toMatch(/20\.000/);
  expect(german).toMatch(/9\. März 2026/);
  expect(german).toMatch(/1,06-mal/);
});

it.each([
  ['a larger group held out would show it', heldOutTooFew, 'Holding out 50% would show it.'],
  [
    'too few customers show it at all',
    planProof(ask({ pool: 200, perList: 60 }), [past]),
    'Only a larger effect',
  ],
])('says what would help where %s', (_, plan, said) => {
  const { verdict } = planReport(plan);
  expect(verdict).toContain('cannot be shown');
  expect(verdict).toContain(said);
});
