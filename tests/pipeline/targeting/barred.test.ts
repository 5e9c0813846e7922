import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Campaign } from '../../../contracts/campaign.ts';
import { Barred } from '../../../pipeline/targeting/barred.ts';
import { everContactable } from '../../../pipeline/targeting/contactable.ts';
import { drawListed } from '../../../pipeline/targeting/draw-listed.ts';
import type { FillRequest } from '../../../pipeline/targeting/fill-list.ts';
import { makeLists } from '../../../pipeline/targeting/make-lists.ts';
import {
  drawnOf,
  type Selection,
  seekersOf,
  winBackSeekers,
} from '../../../pipeline/targeting/select-customers.ts';
import type { SelectedCustomer } from '../../../pipeline/targeting/selected-customer.ts';
import { withDraws } from '../../../pipeline/targeting/with-draws.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { filling, selection } from './fixtures.ts';
import { asOf, drawOf, known, recorded, rules, seenOn, spring } from './known-customers.ts';

const home: Campaign = {
  ...spring,
  name: 'home',
  eligible: { segment: { is: 'home' }, churn: { atLeast: 0.4 } },
  waveSpan: null,
};

/** The same selection with those whom every list leaves alone in columns. */
function withBarred(whole: Selection, campaigns: readonly Campaign[]): Selection {
  const barred = new Barred(seekersOf(campaigns, asOf), recorded);
  const goneBarred = new Barred(winBackSeekers(asOf), recorded);
  const candidates = whole.candidates.filter((one) => !barred.take(one));
  const gone = whole.gone.filter((one) => !goneBarred.take(one));
  return { ...whole, candidates, barred, gone, goneBarred };
}

/** Everything that a run makes of a selection; others have drawn since, and so has the list a week before. */
async function made(chosen: Selection, fills: readonly FillRequest[], listedBefore: ReadonlySet<string>) {
  const { selection, ...drawn } = await drawListed(memoryStore(), chosen, {
    ...{ asOf, run: 'r1', fills, globalControl: null, file: 1, counts: new Map() },
    refill: async (one) => one,
  });
  const lists = makeLists(selection, {
    ...{ asOf, fills: drawn.fills, globalControl: null, counts: drawn.counts, seed: 1, language: 'en' },
    ...{
      winBackSize: 5,
      savePrior: [
        [0, 1],
        [1, 1],
      ],
    },
    before: {
      asOf: '2026-01-03',
      listed: new Map(
        [...listedBefore].map((id, i) => [
          id,
          { campaign: i % 2 ? 'spring' : 'home', rank: i, play: null, name: null, explored: false },
        ]),
      ),
      leftAlone: new Map(),
      gone: new Set(),
      standings: new Map([...listedBefore].map((id) => [id, { standing: 'candidate', priority: 20 }])),
    },
  });
  return {
    ...lists,
    suppressed: [...lists.suppressed.rows],
    winBackSuppressed: [...lists.winBackSuppressed.rows],
    draws: [...drawnOf(selection)]
      .flatMap(({ draws }) => draws)
      .map((draw) => JSON.stringify(draw))
      .sort(),
    ever: fills.map(({ campaign }, list) => {
      const channels = ['email'];
      const judging = { campaign, asOf, limits: { ...recorded, channels } };
      const barred = selection.barred?.judgedFor(list, { campaign: campaign.name, channels });
      return everContactable(selection.candidates, judging, barred).map(({ customer_id: id }) => id);
    }),
  };
}

it('is the same list in columns, whoever is left alone, is drawn meanwhile or was listed before', async () => {
  let kept = 0;
  const person = fc.record({ one: known, churn: fc.double({ min: 0.1, max: 0.9, noNaN: true }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { maxLength: 60 }),
      fc.array(fc.nat({ max: 59 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 12 }),
      async (people, some, listSize) => {
        const all = people.map(({ one, churn }, i): SelectedCustomer => {
          const value = churn * 90;
          return { ...seenOn(`c${i}`, one, asOf), churn, priority: value, value_at_risk: value };
        });
        const gone = all.map((one): SelectedCustomer => {
          const id = `g${one.customer_id}`;
          return { ...one, customer_id: id, standing: 'beyond_lookback', churn: null, value_at_risk: null };
        });
        const ids = new Set(some.map((i) => `c${i}`));
        const late = some.map((i) =>
          drawOf(`c${i}`, { campaign: 'late', arm: 'control', from: i % 3, long: 9, share: 0.2 }, i),
        );
        for (const campaigns of [[spring], [home, spring]]) {
          const fills = campaigns.map((campaign) => {
            const fill = { ...filling(rules, asOf), limits: recorded, asOf };
            return { ...fill, campaign: { ...campaign, listSize } };
          });
          const isFor = (one: SelectedCustomer) =>
            campaigns.length > 1 || campaigns[0] === spring || one.segment === 'home';
          const whole = selection(all.filter(isFor), gone);
          const split = withBarred(whole, campaigns);
          kept += split.barred!.length;
          expect(await made(withDraws(split, late), fills, ids)).toEqual(
            await made(withDraws(whole, late), fills, ids),
          );
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(kept).toBeGreaterThan(300);
});
