import { expect, it } from 'vitest';
import type { Budget } from '../../../contracts/config/budget.ts';
import { mostDrawn } from '../../../pipeline/targeting/most-drawn.ts';
import { standing } from './fixtures.ts';

const call = { channel: 'phone', cost: 4, minutes: 10 };
const mail = { channel: 'email', cost: 0.5 };
const none = { channel: 'none', cost: 0 };

const most = (budget: Budget | null, plays = [call, mail, none], share = 0.2) =>
  mostDrawn({ budget, holdout: { ...standing().holdout, share } }, plays);

it('is what the scarcest part of the budget draws by the cheapest contacts, those held out beside', () => {
  expect(most(null)).toBe(Number.POSITIVE_INFINITY);
  expect(most({ contacts: 10 })).toBe(12); // 9.6 of them contacted
  expect(most({ contacts: 8 })).toBe(10);
  expect(most({ money: 20 })).toBe(50);
  expect(most({ money: 20 }, [call])).toBe(6);
  expect(most({ hours: 1 }, [call])).toBe(7);
  expect(most({ contacts: 100, money: 20, hours: 1 }, [call])).toBe(6);
});

it('is unlimited by what a contact need not take', () => {
  expect(most({ hours: 1 })).toBe(Number.POSITIVE_INFINITY); // by mail
  expect(most({ channels: { phone: 3 } })).toBe(Number.POSITIVE_INFINITY);
  expect(most({ channels: { phone: 3, email: 5 } })).toBe(10);
});
