import type { Metric } from '../metric.ts';
import { ces5 } from '../metrics/ces-5.ts';
import { ces7 } from '../metrics/ces-7.ts';
import { csat5 } from '../metrics/csat-5.ts';
import { csat7 } from '../metrics/csat-7.ts';
import { nps } from '../metrics/nps.ts';
import { npsRelational } from '../metrics/nps-relational.ts';
import { npsTransactional } from '../metrics/nps-transactional.ts';

/** Figures that are shown raw and weighted by who answers, side by side. Each a mean over answers. */
export const weighedMetrics: readonly Metric[] = [
  nps,
  npsRelational,
  npsTransactional,
  csat5,
  csat7,
  ces5,
  ces7,
];
