import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { listScreen } from '../../../cli/screens/list-screen.ts';
import type { ListManifest } from '../../../contracts/artefacts/list-manifest.ts';
import { outlookOf } from '../../../pipeline/proof/outlook.ts';
import { memoryStore } from '../../support/memory-store.ts';

const row = (rank: number) => ({
  rank,
  customer_id: `c${rank}`,
  churn: 0.4,
  clv_if_kept: 1240,
  value_at_risk: 400,
  play: 'call',
  reason_1: 'No order for 70 days; usually orders every 11',
});

const campaign: ListManifest['campaigns'][number] = {
  name: 'retention',
  starts: null,
  wave: 1,
  horizonDays: 90,
  share: 0.1,
  drawn: 20,
  heldOut: 2,
  strata: [],
  expectedRetention: 0.6,
  detectableDifference: 0.3,
};

/** A published list of so many rows, as its screen writes it. */
async function screen(listed: number, changed: Partial<ListManifest> = {}): Promise<string> {
  const store = memoryStore();
  const text = `${JSON.stringify({ asOf: '2026-11-16', run: 'r', columns: [], rows: Array.from({ length: listed }, (_, i) => row(i + 1)) })}\n`;
  await store.put('lists/at-risk.json', text);
  const file = {
    name: 'at-risk.json',
    key: 'lists/at-risk.json',
    sha256: createHash('sha256').update(text).digest('hex'),
    rows: listed,
    bytes: text.length,
  };
  const manifest: ListManifest = {
    state: 'complete',
    asOf: '2026-11-16',
    run: 'r',
    files: [file],
    ledger: [],
    campaigns: [campaign],
    globalControl: null,
    funnel: {
      customers: 100,
      goneBeyondLookback: 40,
      goneAboveProbability: 5,
      notAtRisk: 20,
      notHighValue: 10,
      beyondListSize: 3,
      suppressed: 2,
      listed: 20,
      contacted: 18,
      heldOut: 2,
    },
    winBack: { listed: 7, gone: 45 },
    returning: null,
    beside: {},
    rankStability: 0.9,
    profitBySize: [],
    assumptions: { currency: 'EUR' },
    uplift: null,
    exploration: null,
    ranking: [],
    notes: [],
    changes: null,
    happened: null,
    deliveries: [],
    ...changed,
  };
  return (await listScreen(manifest, store)).join('\n');
}

const none = { value: 0, low: -0.01, high: 0.01 };
const taught: NonNullable<ListManifest['uplift']> = {
  asOf: '2026-11-16',
  horizonDays: 90,
  campaigns: [
    {
      ...{ name: 'spring', horizonDays: 90, first: '2026-05-04', last: '2026-05-04' },
      contact: 900,
      control: 100,
      fault: null,
    },
    {
      ...{ name: 'odd', horizonDays: 90, first: '2026-05-04', last: '2026-05-04' },
      contact: 90,
      control: 90,
      fault: 'sample-ratio',
    },
  ],
  plays: [
    {
      plays: ['call'],
      contact: 900,
      control: 100,
      effect: none,
      gate: { open: true, z: 2.31, needed: 1.645, orders: 10 },
      autoc: { value: 0.031, low: 0.012, high: 0.05 },
      qini: none,
      overRisk: { autoc: { value: 0.02, low: 0.001, high: 0.039 }, qini: none },
      doNotDisturb: {
        kind: 'named',
        share: 0.05,
        gainUpTo: -0.1,
        effect: { value: -0.069, low: -0.09, high: -0.05 },
      },
      anchor: 0.1,
    },
  ],
  ranksBy: 'gain',
  customers: 100,
};

describe('what finished campaigns taught', () => {
  it('says that gains rank, by which campaign, by what figures, and whom contact drives away', async () => {
    const said = await screen(1, { uplift: taught });
    expect(said).toMatch(/odd does not teach who gains: its arms are not as large/);
    expect(said).toMatch(/Ranked by what contact is expected to gain, as learned from spring/);
    expect(said).toMatch(
      /call: the gate is open \(z 2\.31.*AUTOC 3\.1 \(1\.2 to 5\.0\).*better than the ranking by risk/,
    );
    expect(said).toMatch(/Do not disturb: .*5% with the lowest expected gains by [-−]6\.9/);
  });

  it('says that value at risk stays, and why', async () => {
    const [play] = taught.plays;
    const shut = {
      ...play!,
      gate: { ...play!.gate, open: false, z: 0.4 },
      doNotDisturb: { kind: 'too few' as const },
    };
    const said = await screen(1, { uplift: { ...taught, ranksBy: 'value at risk', plays: [shut] } });
    expect(said).toMatch(/Value at risk ranks: spring does not show/);
    expect(said).toMatch(/call: the gate is closed \(z 0\.40.*too few customers to tell/s);
    const few = await screen(1, { uplift: { ...taught, ranksBy: 'value at risk', plays: [] } });
    expect(few).toMatch(/too few were contacted or held out by spring/);
  });

  it('says the price of exploration, and nothing of either where there is none', async () => {
    const counts = {
      share: 0.1,
      others: 900,
      drawn: 90,
      heldOut: 9,
      contacted: 81,
      cost: 81,
      expectedGain: 20,
    };
    const said = await screen(1, { exploration: { campaign: 'this-week', ...counts } });
    expect(said).toMatch(
      /Exploration: each of 900 customers.*probability 10\.0%; 90 of those.*81 contacted, 9 held out.*price of learning is .*61/,
    );
    const none = { ...counts, drawn: 0, heldOut: 0, contacted: 0, cost: 0, expectedGain: 0 };
    expect(await screen(1, { exploration: { campaign: 'this-week', ...none } })).toMatch(
      /with probability 10\.0%; none of those drawn is off the lists and may be contacted\.\n/,
    );
    expect(await screen(1)).not.toMatch(/xploration|gate|Value at risk ranks/);
  });
});

describe('the list on a screen', () => {
  it('counts the open escalations by queue, where there are to be any', async () => {
    expect(await screen(3)).not.toContain('Escalations');
    expect(await screen(3, { escalations: null })).not.toContain('Escalations');
    const none = { open: 0, flagged: 0, overdue: 0, queues: {}, toAction: null };
    expect(await screen(3, { escalations: none })).toContain('Escalations: none is open.');
    const toAction = { days: 90, escalations: 12, acted: 9, hours: { value: 5, low: 2.25, high: null } };
    const told = (over: object) =>
      screen(3, { escalations: { ...none, toAction: { ...toAction, ...over } } });
    expect(await told({})).toContain(
      'From feedback to action, of 12 escalations of the last 90 days: 9 acted on; median 5.0 hours [2.3, not seen].',
    );
    expect(await told({ hours: null })).toContain('9 acted on; too few for a median.');
    expect(await told({ hours: { value: null, low: 4, high: null } })).toContain(
      'median longer than 4.0 hours.',
    );
    const some = {
      toAction: null,
      open: 3,
      flagged: 2,
      overdue: 1,
      queues: { 'key accounts': 1, retention: 2 },
    };
    expect(await screen(3, { escalations: some })).toContain(
      'Escalations: 3 open, 2 of them new and 1 overdue (key accounts 1, retention 2).',
    );
  });

  it('begins with how many, worth what, and who is held out, where anybody is', async () => {
    expect(await screen(18)).toMatch(
      /^As of 2026-11-16: 18 customers to contact, €7,200 at risk among them; 2 more are held out to measure the effect\.\n/,
    );
    const funnel = { listed: 18, contacted: 18, heldOut: 0 };
    const all = await screen(18, { funnel, campaigns: [{ ...campaign, drawn: 18, heldOut: 0 }] });
    expect(all).not.toMatch(/held out to measure/);
    expect(all).toMatch(/Nobody is held out, so the effect .* cannot be measured/);
  });

  it('says at the top that the choice is uncertain where it is', async () => {
    const lines = (await screen(18, { rankStability: 0.4 })).split('\n');
    expect(lines[1]).toMatch(/^The choice is uncertain: .* 40% of cases/);
    expect(await screen(18)).not.toMatch(/uncertain/);
  });

  it('marks the best size by what contacts earn, and what its own size earns of it', async () => {
    const sized = {
      profitBySize: [
        { size: 20, profit: 900 },
        { size: 64, profit: 1240.4 },
      ],
      assumptions: { currency: 'EUR', savedShare: 0.1 },
    };
    expect(await screen(18, sized)).toMatch(
      /\nBest list size, before anyone is left alone: 64 contacts are expected to earn €1,240 if each saves 10% of what can be saved; the first 20 earn €900 of it\. Contacting more than 64 costs more than it saves, or is excluded by targeting/,
    );
    const free = { ...sized, funnel: { listed: 20, notAtRisk: 0, notHighValue: 0 } };
    const spoken = await screen(18, { ...free, assumptions: { currency: 'EUR', savedShare: 0.025 } });
    expect(spoken).toMatch(/if each saves 2\.5% of .* costs more than it saves\.\n/);
    expect(await screen(18)).not.toMatch(/Best list size/);
  });

  it('shows a difference in points, and none where none can be seen', async () => {
    expect(await screen(18)).toMatch(/a difference in retention of 30\.0 points or more can be detected/);
    const blind = await screen(18, { campaigns: [{ ...campaign, detectableDifference: 1.008 }] });
    expect(blind).toMatch(
      /No effect can be detected .* takes a difference of 100\.8 points, .* gain at most 40\.0 points/,
    );
    expect(blind).not.toMatch(/or more can be detected/);
  });

  it('says when the expected effect shows in points and money, where the past was measured', async () => {
    const past = {
      horizonDays: 90,
      from: '2026-08-18',
      beforeDays: 90,
      customers: 4000,
      alike: 20,
      retained: 0.6,
      mean: 40,
      spread: 80,
      correlation: 0.5,
      worthOfStaying: 55,
      cappedAt: null,
    };
    const ask = {
      horizonDays: 90,
      lagDays: 0,
      share: 0.1,
      looks: 'always valid',
      perList: 20,
      pool: 40,
    } as const;
    const drawn = { customers: 20, heldOut: 2 };
    const proof = outlookOf({ ...ask, everyDays: 7, drawn, retained: 0.6, savedShare: 0.1 }, past);
    const said = await screen(18, { campaigns: [{ ...campaign, proof }] });
    expect(said).toMatch(
      /\nIn money, the 20 drawn so far can show .* \(correlation 0\.50\); based on 4,000 customers/,
    );
    expect(said).toMatch(/4\.0 points, €2\.20 per customer\) cannot be shown with the 40 candidates/);
    expect(said).toMatch(/\nPool 2 lists/);
  });

  it('names each campaign where there are several, and the group that none contacts', async () => {
    const both = await screen(18, {
      campaigns: [campaign, { ...campaign, name: 'spring', detectableDifference: 0.2 }],
      globalControl: { share: 0.02, drawn: 900, heldOut: 18 },
    });
    expect(both).toMatch(/\nretention: With 10% held out, .* 30\.0 points/);
    expect(both).toMatch(/\nspring: With 10% held out, .* 20\.0 points/);
    expect(both).toMatch(/\nGlobal control: 18 of 900 drawn are contacted by no campaign\.\n/);
  });

  it('prints a funnel whose figures add up', async () => {
    const [, sum] = /\n(100 customers .*) listed\n/.exec(await screen(18))!;
    const [left, right] = sum!.split('=');
    const figures = left!.match(/\d+/g)!.map(Number);
    expect(figures[0]! - figures.slice(1).reduce((a, b) => a + b, 0)).toBe(Number(right));
  });

  it('does not blame the list’s size for whom a budget leaves out', async () => {
    expect(await screen(18, { funnel: { customers: 53, beyondListSize: 53, listed: 0 } })).toMatch(
      /\n53 customers .* − 53 without a place on the list .* = 0 listed\n/,
    );
  });

  it('says that nobody is listed, and of no effect, where nobody is', async () => {
    const none = await screen(0, {
      funnel: { listed: 0, contacted: 0, heldOut: 0 },
      campaigns: [{ ...campaign, drawn: 0, heldOut: 0, expectedRetention: null, detectableDifference: null }],
      rankStability: null,
    });
    expect(none).toMatch(/\nNobody is listed\.\n/);
    expect(none).not.toMatch(/effect|uncertain/);
  });

  it('repeats every note of the list, and has none of its own', async () => {
    const noted = await screen(18, {
      notes: ['8 of the 18 listed have no recorded consent; it is assumed: x'],
    });
    expect(noted).toMatch(/\nNote: 8 of the 18 listed have no recorded consent; it is assumed: x\n/);
    expect(await screen(18)).not.toMatch(/Note|consent/);
  });

  it('says in a line each whom the lists beside those of the campaigns hold, and what invitations brought', async () => {
    const beside = { found: 50, listed: 12, heldOut: 3, suppressed: 5, beyondListSize: 30 };
    const arm = { customers: 100, referred: 30, clv: 3000 };
    const known = {
      ...{ invited: arm, heldOut: { ...arm, referred: 4, clv: 400 } },
      gain: { value: 26, low: 11, high: 41 },
      referredClv: { value: 120, low: 90, high: 150, n: 40 },
      othersClv: { value: 80, low: 70, high: 90, n: 900 },
    };
    const text = await screen(1, { beside: { promoters: beside }, referrals: known });
    expect(text).toContain(
      'To be invited to refer others: 12 listed of 50 promoters, 3 held out at random; 5 must be left alone.',
    );
    expect(text).toContain('€26.00 (€11.00 to €41.00) more CLV per invited customer.');
    expect(text).toContain('is worth €120.00 (€90.00 to €150.00), another who came €80.00');
    expect(await screen(1, { referrals: { ...known, gain: null } })).toContain('it is too early to say');
  });
});
