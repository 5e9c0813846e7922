import type { Business, Survey, Ticket } from '../business.ts';
import {
  best,
  daysBetween,
  daysSince,
  type Moment,
  mean,
  present,
  ratio,
  sum,
  type Values,
} from './moment.ts';

/** A time as far as it had come by the moment. */
const by = (time: number | null, { at }: Moment): number | null => (time !== null && time < at ? time : null);

export function supportFeatures(tickets: readonly Ticket[], moment: Moment): Values {
  const known = tickets
    .filter(({ opened_at, known_at }) => opened_at < moment.at && known_at < moment.at)
    .map((ticket) => {
      const responded = by(ticket.first_response_at, moment);
      const resolved = by(ticket.resolved_at, moment);
      const reopened = by(ticket.reopened_at, moment);
      const isOpen = resolved === null || (reopened !== null && reopened > resolved);
      return { ...ticket, responded, resolved, reopened, isOpen };
    });
  const within = (days: number) => known.filter(({ opened_at }) => opened_at >= moment.since(days));
  const open = known.filter(({ isOpen }) => isOpen);
  const year = within(365);
  const closed = year.filter(({ isOpen }) => !isOpen);
  const counted = closed.filter(({ contacts }) => contacts !== null);
  const last = best(
    known,
    (a, b) => a.opened_at > b.opened_at || (a.opened_at === b.opened_at && a.ticket_id > b.ticket_id),
  );
  const hours = (from: number, to: number | null) => (to === null ? null : (to - from) / 3600);
  return {
    tickets_30d: within(30).length,
    tickets_90d: within(90).length,
    tickets_365d: year.length,
    ticket_recency_days: daysSince(
      known.map(({ opened_at }) => opened_at),
      moment,
    ),
    tickets_open: open.length,
    tickets_open_30d: within(30).filter(({ isOpen }) => isOpen).length,
    ticket_oldest_open_days:
      open.length === 0 ? null : daysBetween(Math.min(...open.map(({ opened_at }) => opened_at)), moment.at),
    tickets_unanswered: open.filter(({ responded }) => responded === null).length,
    tickets_reopened_365d: known.filter(({ reopened }) => reopened !== null && reopened >= moment.since(365))
      .length,
    first_response_hours_365d: mean(present(year.map((t) => hours(t.opened_at, t.responded)))),
    resolution_days_365d: mean(closed.map((t) => daysBetween(t.opened_at, t.resolved!))),
    last_ticket_response_hours: last === null ? null : hours(last.opened_at, last.responded),
    last_ticket_resolution_days:
      last === null || last.isOpen ? null : daysBetween(last.opened_at, last.resolved!),
    contacts_per_ticket_365d: mean(counted.map(({ contacts }) => contacts!)),
    first_contact_share_365d: ratio(
      counted.filter(({ contacts, reopened }) => contacts === 1 && reopened === null).length,
      counted.length,
    ),
    ticket_transfers_365d: sum(closed.map(({ transfers }) => transfers ?? 0)),
    last_ticket_reason: last?.reason ?? null,
  };
}

/** From 0, the worst of the scale, to 1. `tops`: of the scales of CSAT and CES where the row carries none. */
function levelOf({ kind, score, scale_max }: Survey, tops: Tops): number | null {
  if (score === null) return null;
  if (kind === 'nps' || kind === 'loyalty') return score / 10;
  if (kind === 'csi') return score / 100;
  const top = scale_max ?? (score > tops[kind] ? 10 : tops[kind]);
  return (score - 1) / (top - 1);
}

const isVisible = (row: { known_at: number }, at: number, moment: Moment): boolean =>
  at < moment.at && row.known_at < moment.at;

export type Tops = Readonly<Record<'csat' | 'ces', number>>;

/** The business's scales as known at the moment: 1–7, or 1–10, once one answer in a hundred lies above 5, or 7. */
export function topsOf(surveys: readonly Survey[], moment: Moment): Tops {
  const topOf = (kind: Survey['kind']) => {
    const scores = surveys
      .filter((v) => v.kind === kind && v.scale_max === null && isVisible(v, v.invited_at, moment))
      .filter((v) => by(v.answered_at, moment) !== null && v.score !== null)
      .map(({ score }) => score!);
    const isUsed = (border: number) => {
      const above = scores.filter((score) => score > border).length;
      return above > 0 && above >= scores.length / 100;
    };
    return isUsed(7) ? 10 : isUsed(5) ? 7 : 5;
  };
  return { csat: topOf('csat'), ces: topOf('ces') };
}

export function surveyFeatures(surveys: readonly Survey[], moment: Moment, tops: Tops): Values {
  const known = surveys.filter((v) => isVisible(v, v.invited_at, moment));
  const answered = known.filter((v) => by(v.answered_at, moment) !== null);
  const scored = answered
    .filter(({ score }) => score !== null)
    .map((v) => ({ ...v, at: v.answered_at!, points: v.score!, level: levelOf(v, tops) }))
    .sort((a, b) => b.at - a.at || (a.survey_id > b.survey_id ? -1 : 1));
  const of = (kind: Survey['kind']) => scored.filter((v) => v.kind === kind);
  const year = <T extends { at: number }>(rows: readonly T[]) =>
    rows.filter(({ at }) => at >= moment.since(365));
  const levels = (rows: typeof scored) => present(rows.map(({ level }) => level));
  const [lastNps, ...earlierNps] = of('nps');
  const earlier = mean(earlierNps.map(({ points }) => points));
  const lastAnsweredInvitation = Math.max(...answered.map(({ invited_at }) => invited_at));
  const invitedYear = known.filter(({ invited_at }) => invited_at >= moment.since(365));
  const isAnswered = (v: Survey) => by(v.answered_at, moment) !== null;
  return {
    nps_last: lastNps?.points ?? null,
    nps_mean_365d: mean(year(of('nps')).map(({ points }) => points)),
    nps_change: lastNps === undefined || earlier === null ? null : lastNps.points - earlier,
    nps_detractions_365d: year(of('nps')).filter(({ points }) => points <= 6).length,
    csat_last: of('csat')[0]?.level ?? null,
    csat_mean_365d: mean(levels(year(of('csat')))),
    ces_last: of('ces')[0]?.level ?? null,
    ces_mean_365d: mean(levels(year(of('ces')))),
    survey_last_level: scored[0]?.level ?? null,
    survey_low_answers_90d: scored.filter(
      (v) => v.at >= moment.since(90) && v.level !== null && v.level < 0.5,
    ).length,
    surveys_asked_90d: known.filter(({ invited_at }) => invited_at >= moment.since(90)).length,
    surveys_answered_share_365d: ratio(
      invitedYear.filter(isAnswered).length,
      invitedYear.filter((v) => isAnswered(v) || v.invited_at < moment.since(7)).length,
    ),
    survey_asked_days: daysSince(
      known.map(({ invited_at }) => invited_at),
      moment,
    ),
    survey_answered_days: daysSince(
      answered.map((v) => v.answered_at!),
      moment,
    ),
    surveys_silent_in_a_row: known.filter(
      (v) => !isAnswered(v) && v.invited_at < moment.since(7) && v.invited_at > lastAnsweredInvitation,
    ).length,
  };
}

export function sentimentFeatures(
  { tickets, surveys, moods: read = [] }: Pick<Business, 'tickets' | 'surveys' | 'moods'>,
  moment: Moment,
): Values {
  const readOf = (source: 'ticket' | 'survey', id: string): number | null =>
    read.find((one) => one.source === source && one.record_id === id && one.said_by === 'own')?.sentiment ??
    null;
  const spoken = tickets
    .filter((t) => isVisible(t, t.opened_at, moment))
    .map((t) => ({ id: t.ticket_id, at: t.opened_at, mood: t.sentiment ?? readOf('ticket', t.ticket_id) }));
  const written = surveys
    .filter((v) => isVisible(v, v.invited_at, moment) && by(v.answered_at, moment) !== null)
    .map((v) => ({
      id: v.survey_id,
      at: v.answered_at!,
      mood: v.sentiment ?? readOf('survey', v.survey_id),
    }));
  const moods = (rows: typeof spoken) => {
    const known = rows.filter((row): row is { id: string; at: number; mood: number } => row.mood !== null);
    const last = best(known, (a, b) => a.at > b.at || (a.at === b.at && a.id > b.id));
    const earlier = mean(known.filter((row) => row !== last).map(({ mood }) => mood));
    return {
      last: last?.mood ?? null,
      change: last === null || earlier === null ? null : last.mood - earlier,
      mean: mean(known.filter(({ at }) => at >= moment.since(365)).map(({ mood }) => mood)),
      bad: known.filter(({ at, mood }) => at >= moment.since(90) && mood < -0.25).length,
    };
  };
  const ticket = moods(spoken);
  const comment = moods(written);
  return {
    ticket_sentiment_last: ticket.last,
    ticket_sentiment_change: ticket.change,
    ticket_sentiment_mean_365d: ticket.mean,
    tickets_negative_90d: ticket.bad,
    comment_sentiment_last: comment.last,
    comment_sentiment_change: comment.change,
    comment_sentiment_mean_365d: comment.mean,
    comments_negative_90d: comment.bad,
  };
}
