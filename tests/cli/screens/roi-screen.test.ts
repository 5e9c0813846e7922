import { describe, expect, it } from 'vitest';
import { effectScreen, roiScreen } from '../../../cli/screens/roi-screen.ts';
import { togetherOf } from '../../../pipeline/effects/together.ts';
import { effectCsv } from '../../../pipeline/reports/effect/effect-csv.ts';
import { chosenReport, exposureReport, warnedReport } from '../../pipeline/reports/effect/variants.ts';
import { effectExample } from '../../support/effect-example.ts';

const all = (reports: Parameters<typeof togetherOf>[0]) =>
  roiScreen({
    asOf: '2026-11-16',
    currency: 'EUR',
    level: 0.95,
    ledger: '',
    refused: [],
    ...togetherOf(reports, 'key'),
  }).join('\n');

describe('the screen of an effect', () => {
  it('has the money of a campaign that paid', () => {
    const screen = effectScreen(effectExample).join('\n');
    expect(screen).toMatch(/randomised, as of 16 Nov 2026: it pays/);
    expect(screen).toMatch(/net, all .*€22,633/);
    expect(all([effectExample])).toMatch(/€22,633/);
  });

  it('says of a payback that the end no longer shows that it does not', () => {
    expect(effectScreen(effectExample).join('\n')).toMatch(/Paid back on day 136\.$/m);
    const curves = effectExample.curves.map((point) => ({ ...point, netLow: -1 }));
    expect(effectScreen({ ...effectExample, curves }).join('\n')).toMatch(
      /Paid back on day 136; at the end that is no longer shown\./,
    );
  });

  it('has no figure in the place of one that a failed check took away', () => {
    const screen = effectScreen(warnedReport).join('\n');
    expect(screen).toMatch(/no effect can be stated/);
    expect(screen).toMatch(/deliberately left out/);
    expect(screen).not.toMatch(/net, all|ROI|extra margin|Paid back/);
    expect(all([warnedReport])).toMatch(/not stated .*not stated .*no effect can be stated/);
    expect(all([warnedReport])).not.toMatch(/€22,633|€38,061/);
  });

  it('calls those whom a change met exposed, and nobody contacted', () => {
    const screen = effectScreen(exposureReport).join('\n');
    expect(screen).toMatch(/^ {2}exposed .*\n {2}not exposed /m);
    expect(screen).not.toMatch(/contacted/);
    expect(screen).toMatch(/ found {2}compared {2}stayed +margin\n/);
  });

  it('says of a ratio that nothing bounds that no interval holds', () => {
    const { money } = effectExample;
    const loose = { ...money!.roi!, interval: null, safe: null };
    const screen = effectScreen({ ...effectExample, money: { ...money!, roi: loose } }).join('\n');
    expect(screen).toMatch(/ROI .*147%, no reliable interval/);
  });

  it('adds up no campaign of which it is too early to say anything', () => {
    const early = { ...effectExample, verdict: { ...effectExample.verdict, answer: 'not-matured' as const } };
    expect(togetherOf([effectExample, early], 'key').together!.campaigns).toEqual(['late-parcel apology']);
  });

  it('lies beside files whose every row says that no effect can be stated', () => {
    for (const { text } of effectCsv([warnedReport])) {
      const [head, ...rows] = text.trim().split('\r\n');
      expect(head).toMatch(/,campaign,design,answer$/);
      expect(rows.every((row) => row.endsWith(',randomised,warning'))).toBe(true);
    }
  });

  it('says that nobody drew lots, and calls nobody held out then', () => {
    const screen = effectScreen(chosenReport).join('\n');
    expect(screen).toMatch(/NOT RANDOMISED/);
    expect(screen).not.toMatch(/held out/);
    expect(all([chosenReport])).toMatch(/not randomised/);
  });
});
