import { allAnswers } from './all-answers.ts';
import { allCases } from './all-cases.ts';
import { allEvents } from './all-events.ts';
import { allLines } from './all-lines.ts';
import { allPeople } from './all-people.ts';
import { allReviews } from './all-reviews.ts';
import { allTerms } from './all-terms.ts';
import { allTouches } from './all-touches.ts';
import { answerScales } from './answer-scales.ts';
import { eventCounts } from './event-counts.ts';
import type { Fact } from './fact.ts';
import { knownAnswers } from './known-answers.ts';
import { knownCustomers } from './known-customers.ts';
import { knownEvents } from './known-events.ts';
import { knownIds } from './known-ids.ts';
import { knownInvitations } from './known-invitations.ts';
import { knownLines } from './known-lines.ts';
import { knownMoods } from './known-moods.ts';
import { knownOrders } from './known-orders.ts';
import { knownTerms } from './known-terms.ts';
import { knownTickets } from './known-tickets.ts';
import { knownTouches } from './known-touches.ts';
import { lastOrders } from './last-orders.ts';
import { refusedAddresses } from './refused-addresses.ts';
import { seenActive } from './seen-active.ts';
import { seenBuying } from './seen-buying.ts';

/** Every fact there is. One may name those before it. */
export const facts: readonly Fact[] = [
  knownCustomers,
  knownIds,
  knownLines,
  knownOrders,
  lastOrders,
  knownEvents,
  eventCounts,
  knownTickets,
  knownInvitations,
  knownAnswers,
  answerScales,
  knownMoods,
  knownTouches,
  knownTerms,
  refusedAddresses,
  seenBuying,
  seenActive,
  allPeople,
  allAnswers,
  allCases,
  allReviews,
  allLines,
  allEvents,
  allTerms,
  allTouches,
];
