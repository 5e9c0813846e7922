import sql from './all-reviews.sql';
import type { Fact } from './fact.ts';

export const allReviews: Fact = {
  name: 'all_reviews',
  sql,
  reads: ['reviews'],
  kept: 'inline',
  columns: {
    review_id: 'the review, where it has an id',
    customer_id: 'who wrote it, where that is known',
    written_at: 'when',
    platform: 'where it was published',
    place: 'what it is about',
    language: 'language of the text',
    rating: 'points; empty for a mention',
    sentiment: 'sentiment of the text, −1 to 1',
    has_text: '1: has words',
    text: 'the words',
    rating_max: 'highest point of the scale; empty where it is not known',
  },
};
