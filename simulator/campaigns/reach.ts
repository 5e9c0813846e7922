import { reconsider } from '../customer/leaving.ts';
import { isHere, type Life, type Setting } from '../customer/life.ts';
import { push } from '../customer/satisfaction.ts';
import { processes } from '../random.ts';
import type { PlayName } from './plays.ts';

/** What a contact does to one who can be persuaded: times the hazard and the orders, for days; chance to think again when fading out. */
interface Help {
  readonly factor: number;
  readonly orders: number;
  readonly days: number;
  readonly rescue: number;
  readonly push: number;
}

const usualHelp: Readonly<Record<PlayName, Help>> = {
  voucher: { factor: 0.2, orders: 2.6, days: 75, rescue: 0.55, push: 0.1 },
  call: { factor: 0.6, orders: 1.3, days: 45, rescue: 0.15, push: 0.1 },
  note: { factor: 0.45, orders: 1.8, days: 45, rescue: 0.3, push: 0.05 },
};

/** A call helps most where a case is open or was until lately. */
const helpWithCase: Help = { factor: 0.1, orders: 2.6, days: 90, rescue: 0.8, push: 0.7 };
const caseDays = 45;

/** Being driven away: times the hazard and the orders, for days. */
const harm = { factor: 3.5, orders: 0.5, days: 60 };

export function helpOf(life: Life, play: PlayName): Help {
  const recent = life.openTickets > 0 || life.day - life.lastTicket <= caseDays;
  return play === 'call' && recent ? helpWithCase : usualHelp[play];
}

/** What being reached by a play does: it helps a fifth, harms a twentieth, and leaves the others as they are. */
export function reach(life: Life, setting: Setting, play: PlayName): void {
  if (!isHere(life, life.day)) return;
  const { contact } = life.traits;
  if (contact === 'driven_away') setContact(life, harm);
  if (contact !== 'persuadable') return;
  const help = helpOf(life, play);
  setContact(life, help);
  push(life, help.push, 'contact');
  const rescued = setting.draws.uniform(processes.response, life.day) < help.rescue;
  if (life.decidedOn >= 0 && !life.traits.oneTime && rescued) reconsider(life, setting);
}

function setContact(life: Life, { factor, orders, days }: Pick<Help, 'factor' | 'orders' | 'days'>): void {
  life.contactFactor = factor;
  life.contactOrders = orders;
  life.contactUntil = life.day + days;
}
