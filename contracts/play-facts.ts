/** What a play may ask of a customer before it is suggested; each is a column of the lists' context. */
export const playFacts = {
  churn: 'number',
  clv: 'number',
  clv_if_kept: 'number',
  clv_if_lost: 'number',
  value_at_risk: 'number',
  past_margin_365d: 'number',
  last_order_days: 'number',
  touches_90d: 'number',
  last_touch_days: 'number',
  open_tickets: 'number',
  open_ticket_days: 'number',
  last_nps: 'number',
  last_csat: 'number',
  last_ces: 'number',
  sentiment: 'text',
  segment: 'text',
  country: 'text',
  language: 'text',
} as const;

export type PlayFact = keyof typeof playFacts;

/** Texts that a fact can be, where there are no others. */
export const factWords: Readonly<Partial<Record<PlayFact, readonly string[]>>> = {
  sentiment: ['positive', 'mixed', 'negative'],
};
