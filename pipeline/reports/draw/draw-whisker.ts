import { scaleLinear } from 'd3-scale';
import { html } from 'hono/html';
import { type Markup, tenth } from './mark.ts';

/** A value with its interval; null ends where it has none. */
export interface Whisker {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

const width = 190;

/** Small drawings of a table's column on one scale, zero marked; grey where the interval holds zero. */
export function drawWhiskers(whiskers: readonly Whisker[]): Markup[] {
  const ends = whiskers.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const scale = scaleLinear([low, low === high ? low + 1 : high], [4, width - 4]);
  return whiskers.map((one) => drawOne(one, (value) => tenth(scale(value))));
}

function drawOne({ value, low, high }: Whisker, at: (value: number) => string): Markup {
  const told = low !== null && high !== null && (low > 0 || high < 0);
  const line =
    low === null || high === null
      ? ''
      : html`<path class="whisker${told ? ' told' : ''}" d="M${at(low)} 9H${at(high)}M${at(low)} 5.5v7M${at(high)} 5.5v7"/>`;
  return html`<svg class="cell" width="${width}" height="18" viewBox="0 0 ${width} 18" aria-hidden="true"><path class="axis zero" d="M${at(0)} 0v18"/>${line}<circle class="${told ? 'own' : 'base'}" cx="${at(value)}" cy="9" r="3.5"/></svg>`;
}
