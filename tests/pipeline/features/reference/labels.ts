import type { ScheduledDate } from '../../../../contracts/artefacts/schedule.ts';
import type { Config } from '../../../../contracts/config/config.ts';
import type { Business, Term } from '../business.ts';
import { ownRows } from './matrix.ts';
import { type Moment, momentOf } from './moment.ts';

const day = 86_400;

export interface ReferenceLabels {
  readonly active: boolean;
  readonly churned: number | null;
  readonly value: number | null;
  readonly fullValue: number | null;
}

/** What became of a customer after an as-of date, by plain loops. `scored` is the first instant that nothing is known of. */
export function referenceLabels(
  business: Business,
  id: string,
  date: ScheduledDate,
  { config, scored }: { config: Config; scored: number },
): ReferenceLabels {
  const own = ownRows(business, id);
  const moment = momentOf(date.asOf, config.business.timeZone);
  const active = isActive(own, moment, config);
  const churnEnd = secondsOf(date.churnEndAt);
  const until = (end: number | null) =>
    end === null ? null : earned(own, moment.at, end, { config, scored });
  return {
    active,
    churned:
      churnEnd === null || !active ? null : churned(business, own, { moment, churnEnd, scored, config }),
    value: until(secondsOf(date.valueEndAt)),
    fullValue: until(secondsOf(date.fullValueEndAt)),
  };
}

interface Visit {
  readonly id: string;
  readonly at: number;
  readonly known: number;
}

function visits(business: Business, { churn }: Config): Visit[] {
  const sales = business.orders.filter(({ kind }) => kind === 'sale');
  const bought = sales.map((o) => ({ id: o.customer_id, at: o.ordered_at, known: o.known_at }));
  const did = business.events.map((e) => ({ id: e.customer_id, at: e.happened_at, known: e.known_at }));
  return churn.by === 'orders' ? bought : [...bought, ...did];
}

function isActive(own: Business, moment: Moment, config: Config): boolean {
  if (config.churn.kind === 'contractual') {
    return own.subscriptions.some((term) => {
      const endKnown = term.end_known_at !== null && term.end_known_at < moment.at;
      const end = endKnown ? term.ended_at : null;
      return term.started_at < moment.at && term.known_at < moment.at && (end === null || end > moment.at);
    });
  }
  const since = moment.since(config.churn.lookbackDays);
  return visits(own, config).some(({ at, known }) => at >= since && at < moment.at && known < moment.at);
}

interface Window {
  readonly moment: Moment;
  readonly churnEnd: number;
  readonly scored: number;
  readonly config: Config;
}

function churned(business: Business, own: Business, window: Window): number | null {
  const { moment, churnEnd, scored, config } = window;
  if (config.churn.kind === 'contractual') return leftContract(own.subscriptions, window) ? 1 : 0;
  const seen = visits(own, config);
  const first = Math.min(...seen.filter((v) => v.at < moment.at && v.known < moment.at).map(({ at }) => at));
  const gap = medianGapDays(visits(business, config).filter((v) => v.at < scored && v.known < scored));
  if (gap !== null && (moment.at - first) / day < gap) return null;
  return seen.some(({ at, known }) => at >= moment.at && at < churnEnd && known < scored) ? 0 : 1;
}

/** Median days between two different days with a visit of one customer. */
function medianGapDays(all: readonly Visit[]): number | null {
  const gaps = [...new Set(all.map(({ id }) => id))].flatMap((id) => {
    const days = new Set(all.filter((v) => v.id === id).map(({ at }) => Math.floor(at / day)));
    const sorted = [...days].sort((a, b) => a - b);
    return sorted.slice(1).map((one, i) => one - sorted[i]!);
  });
  if (gaps.length === 0) return null;
  gaps.sort((a, b) => a - b);
  return (gaps[Math.floor((gaps.length - 1) / 2)]! + gaps[Math.floor(gaps.length / 2)]!) / 2;
}

/** Walks from the as-of date to the end of the horizon along terms that follow each other within the grace period. */
function leftContract(terms: readonly Term[], { moment, churnEnd, scored, config }: Window): boolean {
  const grace = config.churn.graceDays * day;
  const known = terms
    .filter(({ known_at }) => known_at < scored)
    .map(({ started_at, ended_at, end_known_at }) => ({
      start: started_at,
      end:
        ended_at !== null && end_known_at !== null && end_known_at < scored
          ? ended_at
          : Number.POSITIVE_INFINITY,
    }));
  for (let at = moment.at; at < churnEnd; ) {
    const next = known.filter(({ start, end }) => start <= at + grace && end > at);
    if (next.length === 0) return true;
    at = Math.max(...next.map(({ end }) => end));
  }
  return false;
}

/** Discounted margin in [from, until): order lines at their own time, fees evenly over the days of a term. */
function earned(
  own: Business,
  from: number,
  until: number,
  { config, scored }: { config: Config; scored: number },
): number {
  const discount = (at: number) => (1 + config.clv.discountRate) ** (-(at - from) / day / 365);
  let total = 0;
  for (const line of own.orders) {
    if (line.ordered_at >= from && line.ordered_at < until && line.known_at < scored) {
      total += (line.margin ?? line.amount) * discount(line.ordered_at);
    }
  }
  for (const term of own.subscriptions.filter(({ known_at }) => known_at < scored)) {
    const endKnown = term.end_known_at !== null && term.end_known_at < scored;
    const start = Math.max(from, term.started_at);
    const end = Math.min(until, (endKnown ? term.ended_at : null) ?? until);
    const steps = 2_000;
    for (let i = 0; i < steps && end > start; i++) {
      const at = start + ((i + 0.5) / steps) * (end - start);
      const aDay = ((term.monthly_margin ?? term.monthly_amount) * 12) / 365.25;
      total += (aDay * discount(at) * (end - start)) / steps / day;
    }
  }
  return total;
}

const secondsOf = (instant: string | null): number | null =>
  instant === null ? null : Date.parse(`${instant.replace(' ', 'T')}Z`) / 1000;
