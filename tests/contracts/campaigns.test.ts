import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { pastCampaignSchema } from '../../contracts/config/campaigns.ts';
import { readConfig } from '../../contracts/config/read-config.ts';

/** A config with nothing in it but what must be. */
const business = {
  version: 1,
  business: { name: 'Shop', currency: 'EUR', dataUntil: '2026-01-01' },
  inputs: { sales: { file: 'sales.csv' } },
  sources: { orders: { from: 'sales', columns: { customer_id: 'who' } } },
  churn: { kind: 'non-contractual', horizonDays: 60, lookbackDays: 180 },
};
const spring = { name: 'spring', starts: '2026-03-01', horizonDays: 60 };
const plays = [
  { name: 'Call', channel: 'phone', minutes: 10 },
  { name: 'Note', channel: 'email' },
  { name: 'Peace', channel: 'none' },
];
const read = (campaigns: object[], targeting: object = {}) =>
  readConfig(stringify({ ...business, campaigns, targeting }), 'holdfast.yaml');

describe('settings of campaigns', () => {
  it('have defaults that hold somebody out and change no money but the most extreme', () => {
    expect(read([spring]).campaigns[0]).toMatchObject({
      holdout: { share: 0.1, strata: 5, riskStrata: 2 },
      winsorise: 0.999,
      costPerOffer: 0,
      paused: [],
      alongside: [],
    });
  });

  it('may be paused on all days of their lists but one', () => {
    const waves = [{ starts: '2026-03-02', ends: '2026-03-08' }, { starts: '2026-04-06' }];
    const paused = [{ starts: '2026-03-01', ends: '2026-04-05' }];
    const { starts: _, ...waved } = { ...spring, waves, paused };
    expect(read([waved]).campaigns).toHaveLength(1);
  });

  it('may overlap where they are for others, by others or beside each other', () => {
    const home = { ...spring, name: 'home', eligible: { segment: { is: 'home' } } };
    const calls = { ...spring, name: 'calls', plays: ['Call'], alongside: ['this-week', 'home'] };
    expect(read([spring, home, calls], { plays }).campaigns).toHaveLength(3);
  });

  it.each<[string, object[], RegExp]>([
    ['no time', [{ name: 'spring', horizonDays: 9 }], /starts: .*give either starts \(and ends\) or waves/],
    ['a day that is none', [{ ...spring, starts: '2026-02-30' }], /starts: .*no such day/],
    [
      'a pause on a day that is none',
      [{ ...spring, paused: [{ starts: '2026-13-01' }] }],
      /paused\.0\.starts: .*no such day/,
    ],
    ['no waves', [{ ...spring, starts: undefined, waves: [] }], /waves/],
    ['arms for ever', [{ ...spring, horizonDays: 9e9 }], /horizonDays: .*36500/],
    ['two times', [{ ...spring, waves: [{ starts: '2026-04-01' }] }], /give either starts/],
    ['an end before the start', [{ ...spring, ends: '2026-02-28' }], /ends on 2026-02-28, before it starts/],
    [
      'a wave that ends before it starts',
      [{ ...spring, starts: undefined, waves: [{ starts: '2026-04-02', ends: '2026-04-01' }] }],
      /waves\.0: .*it ends before it starts/,
    ],
    [
      'waves that overlap',
      [
        {
          name: 'w',
          horizonDays: 9,
          waves: [{ starts: '2026-04-01', ends: '2026-04-05' }, { starts: '2026-04-05' }],
        },
      ],
      /wave 2 starts before wave 1 is over/,
    ],
    [
      'pauses that leave it no day',
      [
        {
          ...spring,
          ends: '2026-03-09',
          paused: [
            { starts: '2026-03-04', ends: '2026-05-01' },
            { starts: '2026-02-20', ends: '2026-03-03' },
          ],
        },
      ],
      /paused: .*on every day of its lists/,
    ],
    [
      'a pause at another time',
      [{ ...spring, paused: [{ starts: '2026-07-01' }] }],
      /the pause of 2026-07-01 is not within the campaign, 2026-03-01 to 2026-04-29/,
    ],
    [
      'money for less than a contact',
      [{ ...spring, costPerContact: 2, costPerOffer: 10, acceptedShare: 0.5, budget: { money: 6 } }],
      /campaigns\.0\.budget\.money: .*does not pay for a single contact: the cheapest of spring costs 6\.3/,
    ],
    ['a budget that limits nothing', [{ ...spring, budget: {} }], /budget: .*it limits nothing/],
    [
      'everybody held out',
      [{ ...spring, holdout: { share: 1 } }],
      /write a share below 1.*everybody is held out and nobody contacted/,
    ],
    ['a budget of nothing', [{ ...spring, budget: { money: 0 } }], /a budget of 0 contacts nobody/],
    ['nobody to contact', [{ ...spring, budget: { contacts: 0 } }], /a budget of 0 contacts nobody/],
    [
      'a limit on a channel of no play',
      [{ ...spring, budget: { channels: { fax: 3 } } }],
      /no play of spring uses fax/,
    ],
    [
      'hours without minutes',
      [{ ...spring, plays: ['Note'], budget: { hours: 3 } }],
      /none of the plays of spring says how many minutes/,
    ],
    ['a play that is not there', [{ ...spring, plays: ['Cal'] }], /no play Cal \(did you mean "Call"\?\)/],
    ['a channel that is not there', [{ ...spring, channels: ['sms'] }], /channel sms; known: phone, email/],
    ['plays that contact nobody', [{ ...spring, plays: ['Peace'] }], /spring contacts nobody/],
    [
      'plays and channels that exclude each other',
      [{ ...spring, plays: ['Call'], channels: ['email'] }],
      /spring contacts nobody/,
    ],
    ['an unknown campaign beside it', [{ ...spring, alongside: ['autum'] }], /there is no campaign autum/],
    ['itself beside it', [{ ...spring, alongside: ['spring'] }], /cannot be alongside itself/],
    ['the same name', [spring, { ...spring, starts: '2027-01-01' }], /spring is declared twice/],
    ['nearly the same name', [spring, { ...spring, name: 'Spring' }], /differ only in upper and lower case/],
    ['a name of ours', [{ ...spring, name: 'global-control' }], /this name is reserved/],
    [
      'the same lot at the same time',
      [spring, { ...spring, name: 'too', starts: '2026-04-29' }],
      /too and spring run at the same time for the same customers/,
    ],
    [
      'the same plays in another order',
      [
        { ...spring, plays: ['Call', 'Note'] },
        { ...spring, name: 'too', plays: ['Note', 'Call'] },
      ],
      /for the same customers with the same plays/,
    ],
    [
      'all plays, once by their names',
      [spring, { ...spring, name: 'too', plays: ['Call', 'Note', 'Peace'] }],
      /for the same customers with the same plays/,
    ],
    [
      'the same customers in other words',
      [
        { ...spring, eligible: { segment: { is: ['home', 'away'] }, clv: { atLeast: 5 } } },
        { ...spring, name: 'too', eligible: [{ clv: { atLeast: 5 }, segment: { is: ['away', 'home'] } }] },
      ],
      /for the same customers with the same plays/,
    ],
  ])('that cannot be are refused: %s', (_, campaigns, says) => {
    expect(() => read(campaigns, { plays })).toThrow(says);
  });

  it('of plays tell them apart, and contact somebody', () => {
    const twice = [...plays, { name: 'Call', channel: 'email' }];
    expect(() => read([], { plays: twice })).toThrow(/targeting\.plays\.3\.name: .*Call is declared twice/);
    for (const nobody of [[], [plays[2]]])
      expect(() => read([], { plays: nobody })).toThrow(/targeting\.plays: .*none of them contacts anybody/);
    expect(read([{ ...spring, budget: { money: 0.01 } }], { plays }).campaigns).toHaveLength(1); // costs are guessed
  });

  it('of the standing campaign are held to the same', () => {
    const budget = (of: object, plays?: object[]) => () => read([], { plays, budget: of });
    expect(budget({ hours: 3, channels: { phone: 2 } }, plays)().targeting.budget).toBeDefined();
    // no default play says its minutes, so that hours would limit nothing
    expect(budget({ hours: 3 })).toThrow(/targeting\.budget\.hours: .*none of the plays of this-week says/);
    expect(budget({ channels: { fax: 3 } })).toThrow(
      /targeting\.budget\.channels\.fax: .*no play of this-week/,
    );
  });

  it('exclude somebody, not everybody', () => {
    for (const exclude of [{}, [{ segment: { is: 'staff' } }, {}]])
      expect(() => read([], { exclude })).toThrow(/targeting\.exclude: .*names no fact/);
    const exclude = { segment: { is: 'staff' } };
    expect(read([], { exclude }).targeting.exclude).toEqual(exclude);
  });

  it('of a limit on contacts are refused where contacts cannot be counted', () => {
    const capped = { minDaysBetweenTouches: 3 };
    expect(() => read([], capped)).toThrow(/targeting\.minDaysBetweenTouches: .*contacts cannot be counted/);
    const contacts = { from: 'sales', columns: { customer_id: 'who' } };
    const sources = { ...business.sources, touches: contacts };
    const text = stringify({ ...business, sources, targeting: capped });
    expect(readConfig(text, 'holdfast.yaml').targeting.minDaysBetweenTouches).toBe(3);
  });

  it('of a global control group want some in it, and not most', () => {
    const group = (share: number) => () => read([], { globalControl: { share } });
    expect(group(0.02)().targeting.globalControl).toMatchObject({ share: 0.02, horizonDays: 365 });
    expect(group(0)).toThrow(/compares nothing: leave it out/);
    expect(group(0.6)).toThrow(/globalControl\.share/);
  });
});

it('a campaign of the past has a name that a folder can have', () => {
  const past = (name: string) => ({ name, randomised: false, horizonDays: 90 });
  expect(pastCampaignSchema.safeParse(past('..')).success).toBe(false);
  expect(pastCampaignSchema.safeParse(past('wiosna/lato 2024')).success).toBe(true);
});
