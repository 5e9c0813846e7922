import { expect, it } from 'vitest';
import { speaksOfClaims, speaksOfRefund, stateOf } from '../../onboarding/orders/order-words.ts';

it.each(['credit', 'credit_amount', 'credit_note_no', 'issuedCredit', 'refunded_amount'])(
  '%s speaks of what was paid back',
  (name) => expect(speaksOfRefund(name)).toBe(true),
);

it.each(['credit_card_exper_month', 'creditCardNumber', 'credit_limit', 'credit_score'])(
  '%s speaks of a card or a limit',
  (name) => expect(speaksOfRefund(name)).toBe(false),
);

it.each(['awaiting payment', 'Aguardando pagamento', 'ABERTO', 'abierta', 'in attesa', 'wartet'])(
  '%s waits',
  (value) => expect(stateOf(value)).toBe('waiting'),
);

it.each(['FactClaims(with_id)', 'fct_claims', 'Claims (2024)'])('%s is a file of claims', (name) =>
  expect(speaksOfClaims(name)).toBe(true),
);
