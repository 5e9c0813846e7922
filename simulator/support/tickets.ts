import type { Recorder, TicketFact } from '../customer/facts.ts';
import { type TicketReason, ticketReasons } from '../customer/facts.ts';
import { isHere, type Life, type Setting } from '../customer/life.ts';
import { later, type TicketCourse } from '../customer/pending.ts';
import { push } from '../customer/satisfaction.ts';
import { logNormal, pick, poisson, processes, type Stream } from '../random.ts';
import { dayAt } from '../world/calendar.ts';
import type { World } from '../world/world.ts';

/** The channel whose service changes on `world.serviceChange`: a natural experiment. */
export const changedChannel = 'email';
/** First responses of that channel take this share of the time from then on. */
export const changedWaiting = 0.25;

const hour = 3600;
/** Median hours to the first response. */
const response: Readonly<Record<string, number>> = { email: 10, phone: 0.1, chat: 0.3 };

/** A customer with something to say opens a case; its course is set, unless the customer leaves before it ends. */
export function openTicket(life: Life, { draws, world }: Setting, reason: TicketReason): void {
  if (!isHere(life, life.day)) return;
  const key = life.day * 8 + ticketReasons.indexOf(reason);
  const random = draws.stream(processes.tickets, key);
  const channel = pick({ email: 0.42, phone: 0.3, chat: 0.28 }, random.uniform());
  const openedAt = world.calendar.starts[life.day]! + 28_800 + Math.floor(43_200 * random.uniform());
  const wait = waitingHours(world, life.day, channel, random);
  const transfers = poisson(0.35, random.uniform());
  const work = logNormal(14, 1.1, random) * (1 + 0.8 * transfers) * Math.sqrt(world.shift.waiting);
  const reopens = random.uniform() < 0.09 + 0.06 * transfers;
  const respondedAt = openedAt + Math.ceil(wait * hour);
  const resolvedAt = respondedAt + Math.ceil(work * hour);
  const ticket: TicketFact = {
    serial: ++life.serials.ticket,
    openedAt,
    respondedAt,
    resolvedAt,
    reopenedAt: null,
    contacts: 1 + transfers + poisson(0.3, random.uniform()) + (reopens ? 1 : 0),
    transfers,
    reason,
    channel,
    feeling: feelingOf(life, reason, random),
  };
  life.lastTicket = life.day;
  life.openTickets++;
  const course = { key, hours: wait + work, again: reopens ? reopening(world, resolvedAt, random) : null };
  later(life, { day: dayAt(world.calendar, resolvedAt), kind: 'resolved', ticket, course });
}

function waitingHours(world: World, day: number, channel: string, random: Stream): number {
  const changed = channel === changedChannel && day >= world.serviceChange ? changedWaiting : 1;
  const crowded = world.demand[day]! > 1.25 ? 1.8 : 1;
  return logNormal(response[channel] ?? 1, 0.9, random) * changed * crowded * world.shift.waiting;
}

function reopening(world: World, resolvedAt: number, random: Stream): NonNullable<TicketCourse['again']> {
  const at = resolvedAt + Math.ceil((12 + 84 * random.uniform()) * hour);
  return {
    day: dayAt(world.calendar, at),
    at,
    resolvedAt: at + Math.ceil(logNormal(26, 0.8, random) * hour),
  };
}

/** Mood of the words: what went wrong, and how the customer feels about the business. */
function feelingOf(life: Life, reason: TicketReason, random: Stream): number {
  const matter = {
    delivery: -0.5,
    payment: -0.4,
    quality: -0.6,
    refund: -0.3,
    question: 0.15,
    account: 0,
    price: -0.4,
  };
  const mood = matter[reason] + 0.25 * life.satisfaction + 0.25 * random.normal();
  return Math.max(-1, Math.min(1, mood));
}

interface Case {
  readonly ticket: TicketFact;
  readonly course: TicketCourse;
}

/** A case is resolved; a customer who is still there may reopen it. */
export function resolveTicket(
  life: Life,
  setting: Setting,
  recorder: Recorder,
  { ticket, course }: Case,
): void {
  if (course.again !== null) {
    later(life, { day: course.again.day, kind: 'reopened', ticket, course });
    return;
  }
  close(life, setting, recorder, { ticket, course });
}

/** The reopening happens only if the customer is still there; else the first resolution was the last. */
export function reopenTicket(
  life: Life,
  setting: Setting,
  recorder: Recorder,
  { ticket, course }: Case,
): void {
  const { again, hours, key } = course;
  if (again === null || !isHere(life, life.day)) {
    const answered = { ...ticket, contacts: ticket.contacts - 1 };
    close(life, setting, recorder, { ticket: answered, course });
    return;
  }
  push(life, -0.4, 'support');
  const reopened = { ...ticket, reopenedAt: again.at, resolvedAt: again.resolvedAt };
  const day = dayAt(setting.world.calendar, again.resolvedAt);
  later(life, { day, kind: 'resolved', ticket: reopened, course: { key, again: null, hours: hours + 48 } });
}

function close(life: Life, setting: Setting, recorder: Recorder, { ticket, course }: Case): void {
  recorder.ticket(life.traits, ticket);
  life.openTickets--;
  const experience = experienceOf(ticket, course.hours);
  push(life, experience > 0 ? 0.4 * experience : 0.9 * experience, 'support');
  const random = setting.draws.stream(processes.invitations, course.key);
  if (random.uniform() < 0.45)
    later(life, { day: life.day, kind: 'invited', occasion: 'support', experience });
}

/** How the case went for the customer: 1 solved at once, −1 slow, handed around or reopened. */
function experienceOf({ transfers, contacts, reopenedAt }: TicketFact, hours: number): number {
  const slow = Math.log(hours / 24);
  const bounced = transfers >= 2 ? 0.5 : 0;
  const again = reopenedAt === null ? 0 : 0.4;
  const once = contacts === 1 ? 0.3 : 0;
  return Math.max(-1.6, Math.min(1, 0.15 - 0.45 * slow - bounced - again + once));
}

/** What the business knows at the end of the data of a case that is still under way. */
export function ticketSoFar(ticket: TicketFact, until: number): TicketFact {
  const known = (instant: number | null) => (instant !== null && instant < until ? instant : null);
  return {
    ...ticket,
    respondedAt: known(ticket.respondedAt),
    resolvedAt: known(ticket.resolvedAt),
    reopenedAt: known(ticket.reopenedAt),
    contacts: known(ticket.respondedAt) === null ? 1 : Math.max(1, ticket.contacts - 1),
  };
}
