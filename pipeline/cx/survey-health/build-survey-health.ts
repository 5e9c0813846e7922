import type { GroupRate, SurveyHealth } from '../../../contracts/artefacts/survey-health.ts';
import { addDays } from '../../../contracts/business-day.ts';
import type { Config } from '../../../contracts/config/config.ts';
import type { Row } from '../../../contracts/ports/warehouse.ts';
import type { Passage } from '../count-cells.ts';
import { isMapped, type Mapped } from '../dimensions.ts';
import { instantOf } from '../journeys/window.ts';
import type { Metric } from '../metric.ts';
import { surveysSent } from '../records/surveys-sent.ts';
import askedSql from './asked.sql';
import nowSql from './asked-now.sql';
import asksSql from './asks.sql';
import { type AskGroup, groupRates, rateOf, ratesApart } from './group-rates.ts';
import { chancesToAnswer, weighAnswers } from './propensity.ts';
import { type Asks, readAsks, textOf } from './read-asks.ts';
import { weighedMetrics } from './weighed-metrics.ts';

/** What the health of surveys is told from. */
export interface SurveyHealthRequest {
  readonly config: Config;
  readonly asOf: string;
  readonly mapped: Mapped;
  readonly passage: Passage;
  /** Metrics that were counted: tables of their records stand. */
  readonly metrics: readonly Metric[];
}

/** An ask is answered within so many days, or not. */
const answerDays = 14;
const yearDays = 365;
/** Ends of the times since the last ask, in days. */
const ends = [7, 14, 30, 60, 90, 180] as const;
/** So many asks of a year without an answer before are silence. */
const silent = 3;

/**
 * Response of surveys over the year that is settled: by survey and channel, by how often and how lately customers were asked, and
 * figures weighted by who answers. Reads the clean tables, and answers as records, which stand once the metrics are built.
 */
export async function buildSurveyHealth(request: SurveyHealthRequest): Promise<SurveyHealth> {
  const { config, asOf, passage } = request;
  const { warehouse } = passage;
  const until = addDays(asOf, -(answerDays + config.churn.lagDays));
  const from = addDays(until, -yearDays);
  const frame = { from, to: addDays(until, -1) };
  if (!isMapped('surveys.answered_at', request.mapped))
    return { ...frame, ...nothing, unknown: 'it needs surveys.answered_at' };
  const at = (day: string) => instantOf(day, config.business.timeZone);
  await warehouse.create('cx_asks', textOf(asksSql, { sent: surveysSent }));
  await warehouse.create('cx_asked', textOf(askedSql, { from_at: at(from), until_at: at(until) }));
  const channels = await warehouse.rows(
    `select s.kind, s.channel, count(*) as asked, cast(sum(s.is_answered) as bigint) as answered
     from cx_asked s group by s.kind, s.channel order by asked desc, s.kind, s.channel`,
  );
  const left = await warehouse.rows(
    `select k.kind, k.channel, count(*) as answers from cx_asks k
     where k.is_sent = 0 and k.invited_at >= ${at(from)} and k.invited_at < ${at(until)}
     group by k.kind, k.channel order by answers desc, k.kind, k.channel`,
  );
  const answersOnly = left.map(({ kind, channel, answers }) => ({
    survey: String(kind),
    channel: channel == null ? null : String(channel),
    answers: Number(answers),
  }));
  const asked = sumOf(channels.map((row) => Number(row.asked)));
  if (asked === 0) return { ...frame, ...nothing, ...unsent(answersOnly) };
  const metrics = weighedMetrics.filter(({ name }) => request.metrics.some((one) => one.name === name));
  const asks = await readAsks(asked, metrics, passage);
  const chances = chancesToAnswer(asks);
  const groups = groupsOf(asks, chances);
  return {
    ...frame,
    unknown: null,
    asked,
    answersOnly,
    channels: channels.map(channelOf),
    propensity: chances === null ? null : weighAnswers(asks, chances, metrics),
    ...groups,
    advice: await adviceOf(request, groups),
  };
}

const nothing = {
  asked: 0,
  answersOnly: [],
  channels: [],
  propensity: null,
  asks90: [],
  sinceLast: [],
  silence: [],
  advice: { restDays: null, customers: 0, askedLately: 0, silent: null },
} as const;

const sumOf = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

/** Where every ask has an answer, those without one were not delivered, and no rate can be known. */
const unsent = (answersOnly: SurveyHealth['answersOnly']) => ({
  answersOnly,
  asked: sumOf(answersOnly.map(({ answers }) => answers)),
  unknown:
    answersOnly.length === 0
      ? 'nobody was asked'
      : 'every row of surveys has an answer; map invitations without one too (a row with an empty answered_at)',
});

const channelOf = ({ kind, channel, asked, answered }: Row) => ({
  survey: String(kind),
  channel: channel === null || channel === undefined ? null : String(channel),
  asked: Number(asked),
  answered: Number(answered),
  rate: rateOf(Number(answered), Number(asked)),
});

type Groups = Pick<SurveyHealth, 'asks90' | 'sinceLast' | 'silence'>;

function groupsOf(asks: Asks, chances: Float64Array | null): Groups {
  const column = (name: string) => asks.get(name)!;
  const [asks90, since] = [column('asks_90'), column('since_days')];
  const [asks365, answered] = [column('asks_365'), column('answered_365')];
  const isSilent = (row: number) => asks365[row]! >= silent && answered[row] === 0;
  const rates = (groups: readonly AskGroup[]) => groupRates(asks, chances, groups);
  return {
    asks90: rates([
      ...[0, 1, 2].map((n) => ({ group: String(n), holds: (row: number) => asks90[row] === n })),
      { group: '3 or more', holds: (row) => asks90[row]! >= 3 },
    ]),
    sinceLast: rates([
      ...ends.map((end, i) => {
        const start = ends[i - 1] ?? 0;
        return {
          group: `${start} to ${end}`,
          holds: (row: number) => since[row]! >= start && since[row]! < end,
        };
      }),
      { group: `${ends.at(-1)} or more`, holds: (row) => since[row]! >= ends.at(-1)! },
      { group: 'not asked in the year before', holds: (row) => Number.isNaN(since[row]!) },
    ]),
    silence: ratesApart(
      asks,
      { group: `asked ${silent} times or more, never answered`, holds: isSilent },
      'others',
    ),
  };
}

/** Whom not to ask now, by what the groups show; nothing where they show nothing. */
async function adviceOf(
  { passage }: SurveyHealthRequest,
  { sinceLast, silence }: Groups,
): Promise<SurveyHealth['advice']> {
  const restDays = restOf(sinceLast);
  const [row] = await passage.warehouse.rows(textOf(nowSql, { rest: restDays ?? 0, silent }));
  return {
    restDays,
    customers: Number(row?.customers ?? 0),
    askedLately: Number(row?.lately ?? 0),
    silent: silence[0]?.verdict === 'answers less' ? Number(row?.silent ?? 0) : null,
  };
}

/** The end of the times, from the shortest on, after which customers clearly answer less. */
function restOf(groups: readonly GroupRate[]): number | null {
  let rest: number | null = null;
  for (const { group, verdict } of groups) {
    const end = ends.find((one) => group.endsWith(` to ${one}`));
    if (end === undefined || verdict !== 'answers less') break;
    rest = end;
  }
  return rest;
}
