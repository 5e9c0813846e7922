import type { SourceContract } from './column.ts';

export const events: SourceContract = {
  name: 'events',
  means: 'What customers do in the shop or the product: views, features used, errors, steps of a journey.',
  key: ['event_id'],
  happenedAt: 'happened_at',
  ofCustomer: true,
  columns: {
    event_id: { type: 'id', means: 'the event' },
    customer_id: { type: 'id', means: 'who did it', required: true },
    happened_at: { type: 'time', means: 'when', required: true },
    known_at: { type: 'time', means: 'when the row arrived', otherwise: 'happened_at' },
    kind: {
      type: 'category',
      means: 'view (a page or screen), feature (a function used), error, step (of a journey)',
      allowed: ['view', 'feature', 'error', 'step'],
      required: true,
    },
    name: { type: 'category', means: 'page, feature, error code or step name' },
    journey: { type: 'category', means: 'journey the step belongs to: checkout, onboarding…' },
    journey_id: { type: 'id', means: 'one attempt at the journey; its steps share it' },
    outcome: {
      type: 'category',
      means: 'of a step: done, completed (the last step, the journey succeeded), failed',
      allowed: ['done', 'completed', 'failed'],
    },
    channel: { type: 'category', means: 'web, app…' },
  },
  rules: [
    {
      code: 'step_without_journey',
      means: 'a journey step that names no journey',
      broken: "kind = 'step' and journey_id is null",
      reads: ['kind', 'journey_id'],
    },
  ],
};
