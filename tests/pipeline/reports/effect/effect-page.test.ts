import { describe, expect, it } from 'vitest';
import type { EffectEstimate, EffectReport } from '../../../../contracts/artefacts/effect-report.ts';
import { type LanguageCode, languageCodes } from '../../../../contracts/languages.ts';
import { effectPage as pageOf } from '../../../../pipeline/reports/effect/effect-page.ts';
import { languages } from '../../../../pipeline/reports/effect/languages.ts';
import { fill, placesOf } from '../../../../pipeline/reports/effect/words.ts';
import { effectExample, estimated } from '../../../support/effect-example.ts';
import { chosenReport, exposureReport, fullReport, warnedReport } from './variants.ts';

const codes = languageCodes;
const effectPage = (report: EffectReport, language: LanguageCode) =>
  pageOf([report], { language, files: ['01-arms.csv', '02-daily.csv'] });
const groups = ['words', 'reasons', 'facts', 'methods'] as const;
const textOf = (page: string) =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ');

/** What each language says of campaigns and those whom they contact. */
const contacts: Record<LanguageCode, RegExp> = {
  en: /contact|campaign/i,
  de: /kontakt|kampagne/i,
  it: /contatt|campagna/i,
  pl: /kontakt|kampani/i,
  ro: /contact|campani/i,
  ru: /связ|контакт|кампани/i,
};

/** Nobody was drawn where nothing was randomised. */
const lots: Record<LanguageCode, RegExp> = {
  en: /after the draw/,
  de: /nach der Auslosung/,
  it: /dal sorteggio/,
  pl: /od losowania/,
  ro: /de la tragere/,
  ru: /от жребия/,
};

describe('the languages of reports on effects', () => {
  it('are the six that are promised', () => {
    expect([...codes].sort()).toEqual(['de', 'en', 'it', 'pl', 'ro', 'ru']);
  });

  it.each(codes)('%s has every string, none of them empty, with the places of the English one', (code) => {
    for (const group of groups) {
      const [own, english]: Record<string, string>[] = [languages[code][group], languages.en[group]];
      expect(Object.keys(own!).sort()).toEqual(Object.keys(english!).sort());
      for (const [key, text] of Object.entries(own!)) {
        expect(text.trim(), key).not.toBe('');
        expect([...new Set(placesOf(text))], key).toEqual([...new Set(placesOf(english![key]!))]);
      }
    }
  });

  it.each(codes.filter((code) => code !== 'en'))('%s is not English', (code) => {
    const { words } = languages[code] as { words: Record<string, string> };
    const same = Object.entries(languages.en.words).filter(([key, text]) => words[key] === text);
    expect(
      same.map(([, text]) => text).filter((text) => text.replaceAll(/\{\w+\}/g, '').length > 12),
    ).toEqual([]);
  });

  it('refuse to leave a place empty', () => {
    expect(() => fill('{a} and {b}', { a: '1' })).toThrow('Nothing to fill {b} with');
  });
});

describe.each(codes)('the page in %s', (code) => {
  it.each([
    ['one that paid', effectExample],
    ['one with all there can be', fullReport],
    ['one without lots', chosenReport],
    ['a warning', warnedReport],
  ])('of %s is whole, loads nothing and runs nothing', (_, report) => {
    const page = effectPage(report, code);
    expect(page).toMatch(new RegExp(`<html lang="${code}">`));
    expect(textOf(page)).not.toMatch(/\{\w+\}|undefined|NaN|Infinity/);
    expect(page).not.toMatch(/<script|<link|<img|\bsrc=|url\(|@import|https?:/);
    expect([...page.matchAll(/href="([^"]*)"/g)].every(([, to]) => to!.startsWith('#'))).toBe(true);
    for (const [, id] of page.matchAll(/href="#([^"]*)"/g))
      expect(id === 'd-ratio' && report === chosenReport ? 'd-drawn' : id).toSatisfy((one: string) =>
        page.includes(`id="${one}"`),
      );
  });

  it('of a change that met some customers speaks of nobody who was contacted', () => {
    const page = textOf(effectPage(exposureReport, code));
    expect(page).toContain('country = PL');
    expect(page).not.toMatch(contacts[code]);
    expect(page).not.toMatch(lots[code]);
    expect(textOf(effectPage(chosenReport, code))).toMatch(contacts[code]);
    expect(textOf(effectPage(fullReport, code))).toMatch(lots[code]);
  });

  it('is the same bytes again', () => {
    expect(effectPage(fullReport, code)).toBe(effectPage(structuredClone(fullReport), code));
  });
});

describe('what the page says', () => {
  const english = textOf(effectPage(effectExample, 'en'));

  it('is the answer in a sentence with its interval, and sums that a reader can check', () => {
    expect(english).toMatch(/Yes: it earned €22,633 more than it cost \(95% interval €2,705 to €42,561\)/);
    expect(english).toMatch(/Each €1 spent brought back €2\.47/);
    expect(english).toMatch(
      /The sums hold to the cent: €38,061 − €15,428 = €22,633; €22,633 ÷ €15,428 = 147%/,
    );
    expect(english).toMatch(/day 136 17 Sept 2026/);
  });

  it('writes numbers, money and dates as each language does', () => {
    const german = textOf(effectPage(effectExample, 'de'));
    expect(german).toMatch(/22\.633 €/);
    expect(german).toMatch(/16\. Nov\. 2026/);
    expect(german).toMatch(/\+4,3 Prozentpunkte/);
    expect(textOf(effectPage(effectExample, 'pl'))).toMatch(/180 dniach|180 dni/);
    expect(textOf(effectPage(effectExample, 'ru'))).toMatch(/22 633 €/);
  });

  it('tells what each cohort has brought, and what is expected of it apart', () => {
    expect(english).toMatch(
      /joined: 2024 €92\.10 €81\.70 €10\.40 \(€1\.22 to €19\.58\) €3\.10 \(−€1\.83 to €8\.03\)/,
    );
    const months = effectExample.cohorts.rows.map((row, i) => ({ ...row, value: `2025-0${i + 1}` }));
    const young = { ...effectExample, cohorts: { ...effectExample.cohorts, rows: months } };
    expect(textOf(effectPage(young, 'en'))).toMatch(/month of joining: 2025-01 /);
    expect(english).toMatch(/kept apart: it is a prediction and in no figure above/);
    const one = { ...effectExample, cohorts: { groups: 0, level: 0.95, rows: [] } };
    expect(textOf(effectPage(one, 'en'))).not.toMatch(/What each cohort has brought/);
    expect(textOf(effectPage(warnedReport, 'en'))).not.toMatch(/What each cohort has brought/);
  });

  it('holds the four largest cohorts, of equal ones the first, in their order', () => {
    const { cohorts } = effectExample;
    const rows = [10, 10, 10, 10, 50].map((contact, i) => ({
      ...cohorts.rows[0]!,
      value: `20${20 + i}`,
      customers: { contact, control: 2 },
    }));
    const page = textOf(effectPage({ ...effectExample, cohorts: { ...cohorts, rows } }, 'en'));
    expect([...page.matchAll(/joined: (\d+)/g)].map(([, value]) => value)).toEqual([
      '2020',
      '2021',
      '2022',
      '2024',
    ]);
  });

  it('is that sums do not hold where they do not', () => {
    const { money } = effectExample;
    const wrong: EffectReport = {
      ...effectExample,
      money: { ...money!, margin: { ...money!.margin, value: 38_100 } },
    };
    expect(textOf(effectPage(wrong, 'en'))).toMatch(/sums of this table do not hold/);
    expect(textOf(effectPage(wrong, 'en'))).not.toMatch(/sums hold/);
  });

  it('takes off what the held out cost as well, in words', () => {
    const { money } = effectExample;
    const [line] = money!.cost!.lines;
    const back = { channel: null, play: null, contacts: 0, total: -100 };
    const lines = [{ ...line!, total: 15_528 }, back];
    const page = textOf(
      effectPage({ ...effectExample, money: { ...money!, cost: { ...money!.cost!, lines } } }, 'en'),
    );
    expect(page).toMatch(/after deducting what the held out cost too €100/);
    expect(page).toMatch(/The sums hold/);
  });

  it('goes to cents where whole units would not add up as written', () => {
    const { money } = effectExample;
    const shifted = (value: number) => ({ ...money!.net!, value });
    const cost = {
      ...money!.cost!,
      total: 15_428.4,
      lines: [{ ...money!.cost!.lines[0]!, total: 15_428.4 }],
    };
    const net = shifted(38_061.6 - 15_428.4);
    const half = {
      ...money!,
      margin: shifted(38_061.6),
      cost,
      net,
      roi: { ...money!.roi!, value: net.value / cost.total },
    };
    expect(textOf(effectPage({ ...effectExample, money: half }, 'en'))).toMatch(
      /€38,061\.60 − €15,428\.40 = €22,633\.20/,
    );
  });

  it('says of a gain whose interval holds zero that it is not shown to have paid, not that it has not', () => {
    const money = { ...fullReport.money!, payback: { ...fullReport.money!.payback!, day: null } };
    expect(textOf(effectPage(fullReport, 'en'))).toContain('It had paid for itself on day');
    const text = textOf(effectPage({ ...fullReport, money }, 'en'));
    expect(text).toContain('Not shown to have paid for itself by day');
    expect(text).not.toContain('had not paid');
  });

  it('says of a gain that was shown once and is no longer that it is no longer', () => {
    const end = effectExample.curves.at(-1)!;
    const curves = [...effectExample.curves.slice(0, -1), { ...end, netLow: -0.1 }];
    expect(textOf(effectPage({ ...effectExample, curves }, 'en'))).toMatch(
      /It had paid for itself on day 136; at the end that is no longer shown/,
    );
    expect(english).toMatch(/It had paid for itself on day 136 /);
    const fact = /Payback day 136 no longer shown at the end/;
    expect(textOf(effectPage({ ...effectExample, curves }, 'en'))).toMatch(fact);
    expect(english).not.toMatch(fact);
  });

  it.each([
    ['more', { low: 0.1, high: 9, contact: 80, control: 70 }, /The contacted bring more than the held out/],
    ['less', { low: -9, high: -0.1, contact: 60, control: 70 }, /The contacted bring less than the held out/],
    ['not shown', { low: -1, high: 9, contact: 80, control: 70 }, null],
    ['not shown to be less', { low: -9, high: 1, contact: 60, control: 70 }, null],
    ['more as adjusted alone', { low: 0.1, high: 9, contact: 69, control: 70 }, null],
    ['less as adjusted alone', { low: -9, high: -0.1, contact: 71, control: 70 }, null],
    ['without a bound', { low: null, high: null, contact: 80, control: 70 }, null],
  ] as const)('says which group brings more only where that is shown: %s', (_, last, title) => {
    const curves = [...effectExample.curves.slice(0, -1), { ...effectExample.curves.at(-1)!, ...last }];
    const text = textOf(effectPage({ ...effectExample, curves }, 'en'));
    if (title === null) expect(text).not.toMatch(/The contacted bring (more|less) than/);
    expect(text).toMatch(title ?? /What both groups have brought so far/);
  });

  it('parts no minus from its amount at the end of a line', () => {
    const { money } = effectExample;
    const net = { ...money!.net!, safe: { ...money!.net!.safe!, low: -7690 } };
    const page = effectPage(
      {
        ...effectExample,
        money: { ...money!, net },
        verdict: { answer: 'not-shown', reasons: [], cautions: [] },
      },
      'en',
    );
    expect(page).toMatch(/<h1>.*interval <span class="word">−€7,690<\/span> to/);
  });

  it('divides by no cost where nothing was spent', () => {
    const { money } = effectExample;
    const cost = { ...money!.cost!, total: 0, fixed: 0, lines: [] };
    const free = { ...money!, cost, net: money!.margin, roi: null };
    const text = textOf(effectPage({ ...effectExample, money: free }, 'en'));
    expect(text).toMatch(/ROI – nothing was spent/);
    expect(text).toMatch(/The sums hold to the cent: €38,061 − €0 = €38,061\. /);
    expect(text).not.toMatch(/not known/);
  });

  it('counts the messages that did not arrive, which a share of many customers would not show', () => {
    expect(textOf(effectPage(fullReport, 'en'))).toMatch(/Messages that did not arrive 236; 6\.1%/);
  });

  it('takes for alike what differs by no more than chance, which the check of a difference has told', () => {
    const balance = [{ name: 'margin_before', before: 0.11, after: null }];
    const page = textOf(effectPage({ ...effectExample, balance, checks: [] }, 'en'));
    expect(page).toMatch(/passed Groups alike before the start largest difference 0\.11 standard deviations/);
    const checks = chosenReport.checks.filter(({ code }) => code !== 'imbalance');
    const chosen = textOf(effectPage({ ...chosenReport, balance, checks }, 'en'));
    expect(chosen).toMatch(/note Groups alike before the start largest difference 0\.11 standard deviations/);
  });

  it('names what a check that passed has looked at, and what is wrong where it has not', () => {
    const told = (state: 'passed' | 'failed') =>
      textOf(
        effectPage(
          {
            ...effectExample,
            checks: (['few', 'all-equal', 'rich', 'negative-margins', 'costs-missing'] as const).map(
              (code) => ({
                ...{ code, state, limit: null, name: null },
                found:
                  code === 'all-equal' ? null : code === 'few' ? 57 : code === 'negative-margins' ? -3.5 : 1,
              }),
            ),
          },
          'en',
        ),
      );
    expect(told('passed')).toMatch(
      /passed Customers in the smaller group 57 .*passed Outcomes that differ between customers .*passed Difference between the groups, relative 100\.0% .*passed What the comparison group brought, per customer −€3\.50/,
    );
    expect(told('failed')).toMatch(
      /failed Too few customers for an interval 57 .*failed The same outcome for everyone .*failed The held out brought a loss −€3\.50 .*Costs not known 100\.0%/,
    );
  });

  it('speaks of whom it worked for only where a group gained', () => {
    const told = (shift: number, everyone = 5 + shift) => {
      const moved = (margin: EffectEstimate) => estimated(margin.value + shift, 3.3, 'cuped');
      const rows = effectExample.segments.rows.map((row) => ({ ...row, margin: moved(row.margin) }));
      const money = { ...effectExample.money!, headline: estimated(everyone, 3.3, 'cuped') };
      return textOf(
        effectPage({ ...effectExample, money, segments: { ...effectExample.segments, rows } }, 'en'),
      );
    };
    expect(told(0)).toMatch(/Who it worked for/);
    for (const text of [told(-12), told(-40), told(-12, 20)]) {
      expect(text).toMatch(/The effect by group/);
      expect(text).not.toMatch(/Who it worked for/);
    }
  });

  it('says how much variance adjusting removes only where it removes any', () => {
    const told = (varianceCut: number | null) =>
      textOf(effectPage({ ...effectExample, method: { ...effectExample.method, varianceCut } }, 'en'));
    expect(told(0.31)).toMatch(/which removes 31% of its variance/);
    for (const cut of [0.004, -0.2, null]) expect(told(cut)).toMatch(/which removes none of its variance/);
  });

  it('says how many fewer were lost only where the difference leaves zero out', () => {
    const { retention } = effectExample;
    const vague = { ...retention!.points, safe: { ...retention!.points.safe!, low: -0.01 } };
    const unsure = { ...effectExample, retention: { ...retention!, points: vague } };
    expect(english).toMatch(/13% fewer customers were lost/);
    expect(textOf(effectPage(unsure, 'en'))).not.toMatch(/fewer customers were lost/);
  });

  it('is a warning with its reason and no figure in its place', () => {
    const warned = textOf(effectPage(warnedReport, 'en'));
    expect(warned).toMatch(/No effect can be stated \. Why: group sizes against the plan/);
    expect(warned).toMatch(/✕ ?failed Group sizes against the plan p &lt; 0\.001; limit p 0\.001/);
    expect(warned).not.toMatch(/€22,633|ROI 147%|fewer customers/);
  });

  it('is not randomised, on the page and in the foot of every printed page', () => {
    const page = effectPage(chosenReport, 'en');
    expect(textOf(page)).toMatch(/Not randomised\. Customers were not assigned at random/);
    expect(page).toMatch(/@bottom-left\{content:"winter · Not randomised/);
  });

  it('says of a comparison without lots what it has, and nothing of what only a draw has', () => {
    const page = textOf(effectPage(chosenReport, 'en'));
    expect(page).toMatch(
      /compared with others like them in margin before, days since the last order, segment: trade\./,
    );
    expect(page).toMatch(
      /of those not contacted \([\d,]+\) were retained\. Compared with similar customers:/,
    );
    expect(page).not.toMatch(/difference of means is adjusted|Uncapped, the effect|of the held out/);
  });

  it('explains of its intervals and its adjustment what is true of them', () => {
    const page = (method: Partial<EffectReport['method']>) =>
      textOf(effectPage({ ...effectExample, method: { ...effectExample.method, ...method } }, 'en'));
    const daily = /An interval that stays valid however often it is looked at/;
    expect(page({ safe: 'always-valid' })).toMatch(daily);
    for (const safe of ['declared-end', 'aipw'] as const) expect(page({ safe })).not.toMatch(daily);
    const narrower = /It narrows the interval/;
    expect(page({ covariates: ['margin_before'], varianceCut: 0.3 })).toMatch(narrower);
    expect(page({ covariates: ['margin_before'], varianceCut: 0.004 })).not.toMatch(narrower);
    expect(page({ covariates: [], varianceCut: null })).not.toMatch(narrower);
  });

  it('names the checks of a comparison without lots that passed by what they looked at', () => {
    const told = (state: 'passed' | 'failed') => {
      const checks = (['few-controls', 'estimators-disagree', 'placebo-fails', 'trends-differ'] as const).map(
        (code) => ({ code, state, found: 1122.13, limit: 1090, name: null }),
      );
      return textOf(effectPage({ ...chosenReport, checks }, 'en'));
    };
    expect(told('passed')).toMatch(
      /passed Similar customers to compare with 1,122; limit 1,090 .*Distance between methods, in standard errors .*Test where there can be no effect .*Test for a change before the start/,
    );
    expect(told('passed')).not.toMatch(/too few|disagree|effect found|change found/i);
    expect(told('failed')).toMatch(/failed Too few similar customers .*An effect found .*A change found/);
    const money = { ...chosenReport.money!, payback: null };
    expect(textOf(effectPage({ ...chosenReport, money }, 'en'))).toMatch(/Payback – Not randomised/);
  });

  it('says of lots drawn elsewhere that they were, and that nothing was declared', () => {
    const past = { ...effectExample, question: { ...effectExample.question, kind: 'past' as const } };
    expect(textOf(effectPage(past, 'en'))).toMatch(/Customers were assigned at random outside Holdfast/);
    expect(textOf(effectPage(past, 'en'))).not.toMatch(/declared before the start|in a ledger/);
    expect(textOf(effectPage(effectExample, 'en'))).toMatch(/declared before the start/);
  });

  it('says of difference in differences that it is no result where it contradicts the headline', () => {
    const apart: EffectReport = {
      ...chosenReport,
      observed: {
        ...chosenReport.observed!,
        differences: {
          ...effectExample.money!.headline,
          safe: null,
          interval: { low: 20, high: 30, level: 0.95, method: 'difference-in-differences' },
        },
      },
    };
    expect(textOf(effectPage(apart, 'en'))).toMatch(/it is not a result here/);
    expect(textOf(effectPage(chosenReport, 'en'))).not.toMatch(/it is not a result here/);
  });

  it('writes factors so that their product is the amount beside them', () => {
    const { money } = effectExample;
    const margin = { ...money!.margin, value: 17_411.3657 };
    const odd: EffectReport = {
      ...effectExample,
      money: { ...money!, customers: 3280, margin, cost: null, net: null, roi: null, payback: null },
    };
    const [, each, customers, total] = /€([\d.]+) × ([\d,]+) customers €([\d,]+)/
      .exec(textOf(effectPage(odd, 'en')))!
      .map((text) => Number(text.replaceAll(',', '')));
    expect(Math.round(each! * customers!)).toBe(total);
    expect(textOf(effectPage(effectExample, 'en'))).toMatch(/€9\.84 × 3,868 customers €38,061/);
  });

  it('speaks of retention where it was measured, and not in the method of a flat table', () => {
    const table = {
      arm: 'group',
      outcome: 'margin',
      contact: 'mailed',
      control: 'not',
      arms: 1,
      positive: null,
    };
    const flat = {
      ...effectExample,
      question: { ...effectExample.question, table },
    } as unknown as EffectReport;
    const methodOf = (report: EffectReport) =>
      textOf(effectPage(report, 'en')).match(/ROI divides .*? Sources/)![0];
    expect(methodOf(effectExample)).toMatch(/net gain by cost\. A retention difference/);
    expect(methodOf({ ...effectExample, retention: null })).not.toMatch(/etention/);
    expect(methodOf(flat)).toMatch(/^ROI divides net gain by cost\. Sources/);
  });

  it('writes the share of those not yet followed as such', () => {
    const page = textOf(effectPage(fullReport, 'en'));
    expect(page).toMatch(/Customers not yet followed to the end 0\.0%/);
  });

  it('names facts in its language', () => {
    const german = textOf(effectPage(fullReport, 'de'));
    expect(german).toMatch(/Gewinnungskanal: a/);
    expect(german).toMatch(/Marge davor/);
    expect(german).not.toMatch(/acquisition|margin before/);
  });

  it('writes the share of touches that disagree as a share', () => {
    expect(textOf(effectPage(fullReport, 'en'))).toMatch(/disagree with the ledger 3\.0%; limit 5\.0%/);
  });

  it('gives margin per customer as such where costs are not known', () => {
    const raised: EffectReport = {
      ...effectExample,
      verdict: { answer: 'raises-margin', reasons: [], cautions: [] },
      money: { ...effectExample.money!, cost: null, net: null, roi: null, payback: null },
    };
    expect(textOf(effectPage(raised, 'en'))).toMatch(/raised margin by €9\.84 per customer/);
  });

  it('escapes what data say, in the style as well', () => {
    const page = effectPage(fullReport, 'en');
    expect(page).toContain('Spring &lt;script&gt;');
    expect(page).not.toContain('<b>d</b>');
    expect(/content:"Spring[^"]*"/.exec(page)![0]).not.toMatch(/[<>\\]/);
  });
});
