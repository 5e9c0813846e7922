import type { EffectEstimate, EffectMethod } from '../../contracts/artefacts/effect-report.ts';
import { alwaysValidReach, declaredEndReach } from '../../models/effects.ts';

/** How figures are to be read: once at the level, and however often by a bound that allows for it. */
export interface Reading {
  readonly level: number;
  readonly safe: 'always-valid' | 'declared-end';
  /** What the data hold over what is planned for the end: 1 there. */
  readonly information: number;
  /** False where no interval holds: few customers. */
  readonly holds: boolean;
}

/** Standard errors on either side that hold at every look. */
export function safeReach({ level, safe, information }: Reading): number {
  const reach = safe === 'declared-end' ? declaredEndReach : alwaysValidReach;
  return reach(information, 1 - level);
}

interface Effect {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/** A figure with its interval for one look and the one for many. */
export function estimated(
  { value, standardError, low, high }: Effect,
  method: EffectMethod,
  reading: Reading,
): EffectEstimate {
  const { level, safe, holds } = reading;
  const reach = safeReach(reading) * standardError;
  return {
    value,
    standardError,
    interval: holds ? { low, high, level, method } : null,
    safe: holds ? { low: value - reach, high: value + reach, level, method: safe } : null,
  };
}

/** The figure times a number above 0, less an amount: a total of customers, and what is left of it. */
export function stretched(
  { value, standardError, interval, safe }: EffectEstimate,
  { times, less = 0, method }: { times: number; less?: number; method?: EffectMethod },
): EffectEstimate {
  const move = (part: EffectEstimate['interval'], by: EffectMethod | undefined) =>
    part && {
      ...part,
      low: part.low * times - less,
      high: part.high * times - less,
      method: by ?? part.method,
    };
  return {
    value: value * times - less,
    standardError: standardError === null ? null : standardError * times,
    interval: move(interval, method),
    safe: move(safe, undefined),
  };
}
