import type { PointTexts } from '../words.ts';

export const en: PointTexts = {
  locale: 'en-GB',
  openCases: { one: '{n} open support case', other: '{n} open support cases' },
  oldest: { one: 'the oldest for {n} day', other: 'the oldest for {n} days' },
  nps: 'Last NPS answer: {score} out of 10',
  csat: 'Last satisfaction rating: {score}',
  ces: 'Last rating of how easy it was: {score} out of 7',
  negative: 'The last comment was negative',
  mixed: 'The last comment was mixed',
  positive: 'The last comment was positive',
  orderedToday: 'Last order: today',
  ordered: { one: 'Last order: {n} day ago', other: 'Last order: {n} days ago' },
  messages: {
    one: '{n} contact from us in the last 90 days',
    other: '{n} contacts from us in the last 90 days',
  },
  offer: 'Offer: {offer}',
};
