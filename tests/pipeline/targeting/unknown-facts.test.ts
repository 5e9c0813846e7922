import { expect, it } from 'vitest';
import type { Config } from '../../../contracts/config/config.ts';
import { unknownFactNotes } from '../../../pipeline/targeting/unknown-facts.ts';
import { targeting } from './fixtures.ts';
import { openRanked } from './open-ranked.ts';

const people = ['home', 'home', 'staff', null].map((segment, i) => ({
  customer_id: `c${i}`,
  segment,
  country: 'DE',
}));
const mapped = ['customers', 'orders', 'tickets'];

async function openNotes() {
  const { warehouse } = await openRanked([{ id: 'c0', churn: 0.5, kept: 10 }], { customers: people });
  return (over: Record<string, unknown>, campaigns: readonly object[] = []) =>
    unknownFactNotes(warehouse, {
      targeting: targeting(over),
      campaigns: campaigns as Config['campaigns'],
      sources: Object.fromEntries(mapped.map((name) => [name, {}])) as Config['sources'],
    });
}

it('says nothing of what customers have', async () => {
  const notes = await openNotes();
  const plays = [{ name: 'Call', channel: 'phone', if: { sentiment: { is: 'negative' } } }];
  expect(await notes({ exclude: { segment: { is: ['staff', 'home'] } }, plays })).toEqual([]);
  expect(await notes({}, [{ name: 'spring', eligible: { churn: { atLeast: 0.3 } } }])).toEqual([]);
});

it('names a value that no customer has, with the one that may be meant', async () => {
  const notes = await openNotes();
  expect(await notes({ exclude: [{ segment: { is: ['Staff', 'home'] } }] })).toEqual([
    'targeting.exclude asks for the segment "Staff", which no customer has (did you mean "staff"?).',
  ]);
  expect(await notes({}, [{ name: 'spring', eligible: { country: { is: 'Deutschland' } } }])).toEqual([
    'eligible of spring asks for the country "Deutschland", which no customer has.',
  ]);
});

it('names a fact that nothing tells', async () => {
  const notes = await openNotes();
  expect(await notes({ exclude: { last_nps: { atMost: 3 } } })).toEqual([
    'targeting.exclude asks for last_nps, which nothing tells: sources.surveys is not mapped.',
  ]);
  expect(await notes({ exclude: { language: { is: 'pl' } } })).toEqual([
    'targeting.exclude asks for the language "pl", which no customer has.',
  ]);
});
