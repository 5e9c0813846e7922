import { describe, expect, it } from 'vitest';
import { businesses } from '../../bench/onboarding/businesses.ts';
import { contractKinds } from '../../bench/onboarding/contract-kinds.ts';
import { forms } from '../../bench/onboarding/forms.ts';
import { judge } from '../../bench/onboarding/judge.ts';
import { metAgain } from '../../bench/onboarding/met-again.ts';
import { metInShops } from '../../bench/onboarding/met-in-shops.ts';
import { metLater } from '../../bench/onboarding/met-later.ts';
import { nested } from '../../bench/onboarding/nested.ts';
import { onceEachKinds } from '../../bench/onboarding/once-each.ts';
import { policiesAndDeals } from '../../bench/onboarding/policies-and-deals.ts';
import { severalTables } from '../../bench/onboarding/several-tables.ts';

/** The short version of `npm run bench:onboarding`: what must be right, and what must be asked. */
const asked = [
  'branches stand where the customer should',
  'called off, said by a day alone',
  'a state that is of the order and no place',
  'refunds in a file of their own',
  'debit and credit in two columns',
  'whole sums, what they cost and what is left, in no language',
  // no contract begins for the last 260 days, and contracts go on ending
  'ends in a table of their own',
  'contracts, ends in a file of leavers',
];

describe('init on awkward businesses', () => {
  for (const business of [
    ...businesses,
    ...contractKinds,
    ...onceEachKinds,
    ...metAgain,
    ...metInShops,
    ...metLater,
    ...forms,
    ...nested,
    ...severalTables,
    ...policiesAndDeals,
  ].filter(({ short }) => short))
    it(business.name, async () => {
      const { verdict, why } = await judge(business);
      expect(verdict, why).toBe(asked.includes(business.name) ? 'asks' : 'right');
    });
});
