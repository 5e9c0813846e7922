import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TransientError } from '../../contracts/errors.ts';
import { timeLimit } from '../../functions/time-limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const withMinutes = (minutes: number) => timeLimit({ getRemainingTimeInMillis: () => minutes * 60_000 });

it('ends the queries half a minute before the function, as what may be tried again', () => {
  const { signal } = withMinutes(15);
  vi.advanceTimersByTime(14.5 * 60_000 - 1);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.aborted).toBe(true);
  expect(signal.reason).toBeInstanceOf(TransientError);
});

it('leaves a short function most of its time', () => {
  const { signal } = withMinutes(1);
  vi.advanceTimersByTime(44_000);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(2000);
  expect(signal.aborted).toBe(true);
});

it('is forgotten with the call', () => {
  const { signal, done } = withMinutes(15);
  done();
  vi.advanceTimersByTime(20 * 60_000);
  expect(signal.aborted).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
