import type { Recorder, SurveyFact } from '../customer/facts.ts';
import { activity, isHere, type Life, type Setting } from '../customer/life.ts';
import { type Invitation, later, type SurveyOccasion } from '../customer/pending.ts';
import { type Draws, processes, type Stream } from '../random.ts';
import type { Theme } from '../texts/phrases.ts';
import type { World } from '../world/world.ts';

const askAgainAfter = 30;

/** Asks, unless the customer was asked lately; who will answer is drawn now, and does so only if still there. */
export function invite(
  life: Life,
  { draws, world }: Setting,
  recorder: Recorder,
  { occasion, experience }: { readonly occasion: SurveyOccasion; readonly experience: number },
): void {
  if (life.day - life.asked < askAgainAfter) return;
  life.asked = life.day;
  const random = draws.stream(processes.answers, life.day * 4 + occasions.indexOf(occasion));
  const invitedAt = world.calendar.starts[life.day]! + 73_000 + Math.floor(7000 * random.uniform());
  const kind = kindOf(occasion, random.uniform());
  const invitation = { serial: ++life.serials.survey, occasion, kind, invitedAt, experience };
  if (random.uniform() < chanceToAnswer(life)) {
    later(life, { day: life.day + 1 + random.integer(4), kind: 'answered', invitation });
  } else recorder.survey(life.traits, unanswered(invitation));
}

const occasions: readonly SurveyOccasion[] = ['delivery', 'support', 'relationship', 'service'];

function kindOf(occasion: SurveyOccasion, uniform: number): Invitation['kind'] {
  if (occasion === 'relationship') return 'nps';
  return occasion === 'support' && uniform < 0.5 ? 'ces' : 'csat';
}

/** The unhappy answer less, and those who are leaving hardly at all. */
function chanceToAnswer(life: Life): number {
  if (!isHere(life, life.day)) return 0;
  const here = 0.25 + 0.75 * activity(life, life.day);
  return Math.min(0.85, 0.45 * here * Math.exp(0.3 * life.satisfaction));
}

export function answer(
  life: Life,
  { draws, world }: Setting,
  recorder: Recorder,
  invitation: Invitation,
): void {
  if (!isHere(life, life.day)) {
    recorder.survey(life.traits, unanswered(invitation));
    return;
  }
  const random = draws.stream(
    processes.answers,
    4_000_000 + life.day * 4 + occasions.indexOf(invitation.occasion),
  );
  const { score, scaleMax, feeling } = scored(life, { world, draws }, invitation, random);
  const comments = random.uniform() < 0.45;
  recorder.survey(life.traits, {
    ...unanswered(invitation),
    answeredAt: world.calendar.starts[life.day]! + 25_200 + Math.floor(46_000 * random.uniform()),
    score,
    scaleMax,
    theme: comments ? themeOf(invitation, random) : null,
    feeling,
  });
}

export function unanswered({ serial, occasion, kind, invitedAt }: Invitation): SurveyFact {
  return {
    serial,
    invitedAt,
    answeredAt: null,
    kind,
    score: null,
    scaleMax: scales[kind].max,
    relation: occasion === 'relationship' ? 'relational' : 'transactional',
    journey: occasion,
    channel: 'email',
    theme: null,
    feeling: 0,
  };
}

/** Each scale: its ends, the usual answer, points per deviation of satisfaction, of the contact and of habit, noise. */
export const scales = {
  csat: { min: 1, max: 5, usual: 3.9, bySatisfaction: 0.55, byExperience: 0.45, byHabit: 0.4, noise: 0.55 },
  ces: { min: 1, max: 7, usual: 5.1, bySatisfaction: 0.5, byExperience: 1.0, byHabit: 0.5, noise: 0.8 },
  nps: { min: 0, max: 10, usual: 7.9, bySatisfaction: 0, byExperience: 0, byHabit: 1.1, noise: 1.0 },
} as const;

/** Points of NPS per deviation of mood. NPS is the decoy: it moves with mood, and mood moves nothing else. */
export const npsByMood = 1.5;

function scored(life: Life, setting: Setting, { kind, experience }: Invitation, random: Stream) {
  const scale = scales[kind];
  const { world } = setting;
  const dip =
    kind === 'csat' && life.traits.segment === 'family' && world.csatDrop[life.day] === 1 ? -1.1 : 0;
  const mood = kind === 'nps' ? npsByMood * moodOf(world, setting.draws, life.day) : 0;
  const raw =
    scale.usual +
    scale.bySatisfaction * life.satisfaction +
    scale.byExperience * experience +
    scale.byHabit * life.traits.habit +
    scale.noise * random.normal() +
    mood +
    dip;
  const score = Math.max(scale.min, Math.min(scale.max, Math.round(raw)));
  const middle = scale.usual - 0.15 * (scale.max - scale.min);
  const feeling = (2.2 * (raw - scale.byHabit * life.traits.habit - middle)) / (scale.max - scale.min);
  return { score, scaleMax: scale.max, feeling: Math.max(-1, Math.min(1, feeling)) };
}

/** Mood of the month: a wave that all share and one's own. It has nothing to do with satisfaction or leaving. */
export function moodOf(world: World, draws: Draws, day: number): number {
  const month = Math.floor(day / 30);
  const own = draws.stream(processes.mood, month).normal();
  return 0.8 * own + 0.6 * Math.sin((2 * Math.PI * day) / 137) + world.shift.mood;
}

function themeOf({ occasion, experience }: Invitation, random: Stream): Theme {
  const other = (['quality', 'price', 'app', 'service'] as const)[random.integer(4)]!;
  if (random.uniform() < 0.25) return other;
  if (occasion === 'delivery') return experience < 0 || random.uniform() < 0.6 ? 'delivery' : 'quality';
  return occasion === 'support' ? 'service' : other;
}

/** Every customer who bought within the year is asked about the business as a whole twice a year. */
export function mayInviteToNps(life: Life, setting: Setting, recorder: Recorder): void {
  if ((life.day + 37 * life.traits.number) % 182 !== 0 || life.day - life.lastOrder > 365) return;
  invite(life, setting, recorder, { occasion: 'relationship', experience: 0 });
}
