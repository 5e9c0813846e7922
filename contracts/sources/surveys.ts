import type { SourceContract } from './column.ts';

export const surveys: SourceContract = {
  name: 'surveys',
  means:
    'Invitations to surveys and their answers. An invitation without an answer is a row too: silence is a signal.',
  key: ['survey_id'],
  happenedAt: 'invited_at',
  ofCustomer: true,
  columns: {
    survey_id: { type: 'id', means: 'the invitation', required: true },
    customer_id: { type: 'id', means: 'who was asked', required: true },
    invited_at: { type: 'time', means: 'when asked', required: true },
    known_at: { type: 'time', means: 'when the row arrived', otherwise: 'invited_at' },
    answered_at: { type: 'time', means: 'when answered; empty for silence' },
    kind: {
      type: 'category',
      means: 'NPS 0–10, CSAT and CES 1–5 or 1–7, CSI 0–100, loyalty 0–10',
      allowed: ['nps', 'csat', 'ces', 'csi', 'loyalty'],
      required: true,
    },
    score: { type: 'number', means: 'the answer', unit: 'points of the scale' },
    scale_max: { type: 'number', means: 'highest point of the scale (CSAT and CES: 5 or 7)', unit: 'points' },
    relation: {
      type: 'category',
      means: 'relational (about the business) or transactional (about one contact)',
      allowed: ['relational', 'transactional'],
    },
    question: {
      type: 'category',
      means: 'for loyalty surveys: would buy again, would recommend, would consider other products',
      allowed: ['repurchase', 'recommend', 'other_products'],
    },
    journey: { type: 'category', means: 'journey or contact asked about' },
    comment: { type: 'text', means: "the customer's words" },
    language: { type: 'category', means: 'language of the comment' },
    sentiment: { type: 'number', means: 'sentiment of the comment, where already scored', unit: '−1 to 1' },
    channel: { type: 'category', means: 'email, app, phone…' },
  },
  rules: [
    {
      code: 'score_off_scale',
      means: "a score outside the scale of its kind (or above the row's scale_max)",
      broken: [
        "(kind = 'nps' and (score < 0 or score > 10))",
        "(kind = 'loyalty' and (score < 0 or score > 10))",
        "(kind = 'csat' and (score < 1 or score > coalesce(scale_max, 10)))",
        "(kind = 'ces' and (score < 1 or score > coalesce(scale_max, 10)))",
        "(kind = 'csi' and (score < 0 or score > 100))",
      ].join(' or '),
      reads: ['kind', 'score'],
    },
    {
      code: 'answered_before_invited',
      means: 'answered before it was asked',
      broken: 'answered_at < invited_at',
      reads: ['answered_at'],
    },
    {
      code: 'score_without_answer',
      means: 'a score on a row that has no answer time',
      broken: 'score is not null and answered_at is null',
      reads: ['score', 'answered_at'],
    },
  ],
};
