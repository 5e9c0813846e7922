import type { Estimate, Quantity, Unit } from './estimate.ts';
import type { Table } from './table.ts';

/** A chart as data. */
export type Figure = LineFigure | BarFigure;

interface Told {
  readonly kind: 'figure';
  /** The finding. */
  readonly title: string;
  /** Measure, unit, number of customers and what the band is. */
  readonly measure: string;
  /** What is drawn, for those who cannot see it and for where nothing is drawn. */
  readonly numbers: Table;
}

export interface Axis {
  readonly name: string;
  readonly unit: Unit;
}

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Ends of the interval of `y`. */
  readonly low?: number;
  readonly high?: number;
}

/** A line, its band where points have intervals, and one other line to hold it against. */
export interface LineFigure extends Told {
  readonly shape: 'line';
  readonly x: Axis;
  readonly y: Axis;
  readonly points: readonly Point[];
  readonly reference: { readonly name: string; readonly points: readonly Point[] };
  /** The point that the title speaks of. */
  readonly mark?: Point & { readonly name: string };
}

/** Bars from zero, one or two a name. */
export interface BarFigure extends Told {
  readonly shape: 'bars';
  readonly bars: readonly {
    readonly name: string;
    readonly value: Quantity | Estimate;
    /** What it is held against, drawn in grey. */
    readonly beside?: Quantity | Estimate;
  }[];
}
