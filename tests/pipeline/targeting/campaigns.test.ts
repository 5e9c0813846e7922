import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingCampaign } from '../../../contracts/campaign.ts';
import { campaignSchema, type DeclaredCampaign } from '../../../contracts/config/campaigns.ts';
import type { Config } from '../../../contracts/config/config.ts';
import type { Who } from '../../../contracts/config/plays.ts';
import { playFacts } from '../../../contracts/play-facts.ts';
import { campaignsOn, standsInNotes } from '../../../pipeline/targeting/campaign.ts';
import { pricePlays } from '../../../pipeline/targeting/contact-cost.ts';
import { declaredAtLaunch } from '../../../pipeline/targeting/declared-at-launch.ts';
import { fillLists } from '../../../pipeline/targeting/fill-lists.ts';
import { holds } from '../../../pipeline/targeting/plays.ts';
import { whoSql } from '../../../pipeline/targeting/who-sql.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { candidate, filling, limits, targeting } from './fixtures.ts';

const declared = (over: object): DeclaredCampaign =>
  campaignSchema.parse({ name: 'spring', horizonDays: 60, starts: '2026-03-01', ...over });
const config = (campaigns: DeclaredCampaign[]) => ({
  campaigns,
  targeting: targeting(),
  churn: { horizonDays: 60 } as Config['churn'],
});
const namesOn = (campaigns: DeclaredCampaign[]) => (asOf: string) =>
  campaignsOn(config(campaigns), asOf).map(({ name, wave }) => `${name}/${wave}`);

describe('the campaigns of a date', () => {
  it('run from their start for their horizon; on all other dates the standing one does', () => {
    const on = namesOn([declared({})]);
    expect(['2026-02-28', '2026-03-01', '2026-04-29', '2026-04-30'].map(on)).toEqual([
      ['this-week/1'],
      ['spring/1'],
      ['spring/1'],
      ['this-week/1'],
    ]);
  });

  it('run in waves, not while paused, and beside each other in their order', () => {
    const waves = [{ starts: '2026-03-01' }, { starts: '2026-03-10', ends: '2026-03-20' }];
    const on = namesOn([
      declared({ starts: undefined, waves, paused: [{ starts: '2026-03-12', ends: '2026-03-13' }] }),
      declared({ name: 'long', ends: '2026-03-12' }),
    ]);
    expect(
      ['2026-03-01', '2026-03-02', '2026-03-11', '2026-03-12', '2026-03-13', '2026-03-14'].map(on),
    ).toEqual([
      ['spring/1', 'long/1'],
      ['long/1'],
      ['spring/2', 'long/1'],
      ['long/1'],
      ['this-week/1'],
      ['spring/2'],
    ]);
  });

  it('cost for a contact what the config says of all, unless they say otherwise', () => {
    const costs = (over: object) =>
      campaignsOn(
        { ...config([declared(over)]), targeting: targeting({ costPerContact: 3 }) },
        '2026-03-01',
      ).map(({ costPerContact }) => costPerContact);
    expect([costs({}), costs({ costPerContact: 0 })]).toEqual([[3], [0]]);
  });

  it('take turns: whom the first does not take, the next may, and nobody is on two lists', () => {
    const campaigns = campaignsOn(
      config([
        declared({ eligible: { segment: { is: 'home' } }, listSize: 2 }),
        declared({ name: 'rest', listSize: 3 }),
      ]),
      '2026-03-01',
    );
    const people = Array.from({ length: 9 }, (_, i) =>
      candidate({ customer_id: `c${i}`, priority: 90 - i, segment: i % 2 === 0 ? 'home' : 'away' }),
    );
    const fills = campaigns.map((campaign) => ({ ...filling(), campaign }));
    const { lists, listed } = fillLists(people, fills);
    expect(lists.map((list) => list.listed.map(({ customer }) => customer.customer_id))).toEqual([
      ['c0', 'c2'],
      ['c1', 'c3', 'c4'],
    ]);
    expect(listed.map(({ customer }) => customer.customer_id)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4']);
  });
});

describe('a customer whom one campaign cannot contact and another has no place for', () => {
  const people = Array.from({ length: 6 }, (_, i) =>
    candidate({
      customer_id: `c${i}`,
      priority: 90 - i,
      clv: i < 2 ? 500 : 20,
      phone_consent: i === 2 || i === 3 ? false : null,
    }),
  );
  const plays = [
    { name: 'Call', channel: 'phone', if: { clv: { atLeast: 100 } }, cost: 1 },
    { name: 'Call all', channel: 'phone', cost: 1 },
    { name: 'Note', channel: 'email', cost: 1 },
    { name: 'Dear note', channel: 'email', cost: 8.8 },
  ];
  const said = (first: string, second: string) => {
    const campaigns = campaignsOn(
      config([
        declared({ name: 'first', plays: [first], listSize: 9 }),
        declared({ name: 'second', plays: [second], listSize: 1 }),
      ]),
      '2026-03-01',
    );
    const limited = limits({ plays });
    const priced = pricePlays(targeting({ plays }).plays!, campaigns[0]!, 'EUR');
    const fills = campaigns.map((campaign, i) => ({
      ...{ ...filling(), campaign, savedShare: 0.1 },
      limits: limited,
      plays: priced.filter(({ name }) => name === [first, second][i]),
    }));
    const { listed, suppressed, unanswered, notWorthContact } = fillLists(people, fills);
    const ids = (some: readonly { customer: { customer_id: string } }[]) =>
      some.map(({ customer: { customer_id: id } }) => id);
    return [ids(listed), ids(suppressed), ids(unanswered), notWorthContact.map(({ customer_id: id }) => id)];
  };

  it('comes after the list of the other, whichever plays the first lacks', () => {
    expect(said('Call', 'Note')).toEqual([['c0', 'c1', 'c2'], [], [], []]);
    expect(said('Call all', 'Note')).toEqual([['c0', 'c1', 'c2', 'c4', 'c5'], [], [], []]);
  });

  it('stands by what the first found where the other would not contact them either', () => {
    // a tenth of 88 and less can be saved, and the other's note costs as much
    expect(said('Call', 'Dear note')).toEqual([['c0', 'c1'], [], ['c2', 'c3', 'c4', 'c5'], []]);
    expect(said('Call all', 'Dear note')).toEqual([['c0', 'c1', 'c4', 'c5'], ['c2', 'c3'], [], []]);
    expect(said('Note', 'Call')).toEqual([['c0', 'c1', 'c2', 'c3', 'c4', 'c5'], [], [], []]);
    expect(said('Call', 'Call')).toEqual([['c0', 'c1'], [], ['c2', 'c3', 'c4', 'c5'], []]);
  });
});

describe('what a campaign declares', () => {
  it('is fixed at its launch, whatever the config says later', async () => {
    const store = memoryStore();
    const launch = (over: object, run: string) =>
      declaredAtLaunch(store, { asOf: '2026-03-01', run, currency: 'EUR', campaign: declared(over) });
    expect(await launch({}, 'first')).toMatchObject({ changed: [] });
    const stands = await store.list('');
    const later = await launch({ holdout: { share: 0.5 }, winsorise: 1, listSize: 7 }, 'second');
    expect(later.changed).toEqual(['holdout', 'winsorise']);
    expect(later.campaign).toMatchObject({ holdout: { share: 0.1 }, winsorise: 0.999, listSize: 7 });
    expect(await store.list('')).toEqual(stands);
  });
});

describe('eligible customers', () => {
  const texts = ['home', 'away', "d'Or"];
  const condition = (fact: string) =>
    playFacts[fact as keyof typeof playFacts] === 'text'
      ? fc.subarray(texts, { minLength: 1 }).map((is) => ({ is }))
      : fc
          .tuple(fc.integer({ min: -3, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.nat({ max: 2 }))
          .map(
            ([from, more, which]) =>
              [{ atLeast: from }, { atMost: from + more }, { atLeast: from, atMost: from + more }][which]!,
          );
  const facts = ['churn', 'open_tickets', 'last_nps', 'segment', 'sentiment'];
  const all = fc
    .subarray(facts, { minLength: 1 })
    .chain((some) => fc.record(Object.fromEntries(some.map((fact) => [fact, condition(fact)]))));
  const who = fc.oneof(all, fc.array(all, { minLength: 1, maxLength: 3 })) as fc.Arbitrary<Who>;

  it('are the same to the query as to the list', async () => {
    const root = scratchFolder();
    const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
    const number = fc.option(fc.integer({ min: -3, max: 6 }));
    const text = fc.option(fc.constantFrom(...texts));
    const [people] = fc.sample(
      fc.array(fc.tuple(number, number, number, text, text), { minLength: 60, maxLength: 60 }),
      { numRuns: 1, seed: 4 },
    );
    const rows = people!.map((values, i) => ({ id: i, values }));
    const sql = (value: number | string | null) =>
      typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
    await warehouse.create(
      'people',
      `select * from (values ${rows.map(({ id, values }) => `(${[id, ...values].map(sql).join(', ')})`).join(', ')}) t(id, ${facts.join(', ')})`,
    );
    let found = 0;
    await fc.assert(
      fc.asyncProperty(who, async (asked) => {
        const ids = (await warehouse.rows(`select id from people c where ${whoSql(asked)} order by id`)).map(
          (row) => Number(row.id),
        );
        const expected = rows.filter(({ values }) =>
          holds(asked, {
            ...candidate({ customer_id: 'x' }),
            ...Object.fromEntries(facts.map((fact, i) => [fact, values[i]])),
          }),
        );
        expect(ids).toEqual(expected.map(({ id }) => id));
        found += ids.length;
      }),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(100);
    await warehouse.close();
  });

  it('belong to no campaign’s list where none is for them', () => {
    const [campaign] = campaignsOn(config([declared({ eligible: { clv: { atLeast: 1e6 } } })]), '2026-03-01');
    expect(campaign!.name).not.toBe(standingCampaign);
    const { listed, suppressed } = fillLists(
      [candidate({ customer_id: 'a' })],
      [{ ...filling(), campaign: campaign! }],
    );
    expect([...listed, ...suppressed]).toEqual([]);
  });
});

it('says that the standing campaign stands in for one that is paused or between two waves', () => {
  const config = {
    campaigns: [
      {
        name: 'spring',
        waves: [
          { starts: '2026-03-02', ends: '2026-03-08' },
          { starts: '2026-03-16', ends: '2026-03-22' },
        ],
        paused: [{ starts: '2026-03-04', ends: '2026-03-05' }],
        horizonDays: 60,
      },
      { name: 'summer', starts: '2026-06-01', ends: '2026-06-30', horizonDays: 60 },
    ].map((one) => campaignSchema.parse(one)),
  };
  const on = (asOf: string) => standsInNotes(config, asOf);
  expect(on('2026-03-01')).toEqual([]); // none has begun
  expect(on('2026-03-02')).toEqual([]);
  expect(on('2026-03-05')).toEqual([
    'spring is paused on 5 Mar 2026, and no other campaign makes a list: the standing campaign (this-week) makes it, for everybody.',
  ]);
  expect(on('2026-03-12')[0]).toMatch(/^spring is between two waves on 12 Mar 2026/);
  expect(on('2026-04-01')).toEqual([]); // over
});
