import type { SourceContract } from './column.ts';

export const reviews: SourceContract = {
  name: 'reviews',
  means:
    'Public reviews and mentions: app stores, maps, marketplaces, social media. The author is mostly not known.',
  key: ['review_id'],
  happenedAt: 'written_at',
  ofCustomer: true,
  columns: {
    review_id: { type: 'id', means: 'the review' },
    customer_id: { type: 'id', means: 'who wrote it, where that is known' },
    written_at: { type: 'time', means: 'when', required: true },
    known_at: { type: 'time', means: 'when the row arrived', otherwise: 'written_at' },
    platform: { type: 'category', means: 'where it was published: google, trustpilot, app_store…' },
    place: { type: 'category', means: 'store, branch or product it is about' },
    rating: { type: 'number', means: 'the rating; empty for a mention', unit: 'points of the scale' },
    rating_max: { type: 'number', means: 'highest point of the scale (5 or 10)', unit: 'points' },
    text: { type: 'text', means: "the reviewer's words" },
    language: { type: 'category', means: 'language of the text' },
    sentiment: { type: 'number', means: 'sentiment of the text, where already scored', unit: '−1 to 1' },
  },
  rules: [
    {
      code: 'rating_off_scale',
      means: "a rating of 0 or less, or above the row's rating_max",
      broken: 'rating <= 0 or rating > rating_max',
      reads: ['rating'],
    },
    {
      code: 'sentiment_off_scale',
      means: 'sentiment outside −1 to 1',
      broken: 'sentiment < -1 or sentiment > 1',
      reads: ['sentiment'],
    },
  ],
};
