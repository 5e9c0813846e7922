import type { Recorder } from '../customer/facts.ts';
import { activity, isHere, type Life, type Setting } from '../customer/life.ts';
import { processes, type Stream } from '../random.ts';
import { type Arm, armOf, chanceToOpen, deliveryFails, isEligible } from './arms.ts';
import type { Campaign } from './campaigns.ts';
import { plays } from './plays.ts';
import { reach } from './reach.ts';

/** Overrules a campaign's arm, to see the other of the two potential outcomes. */
export interface ForcedArm {
  readonly campaign: string;
  readonly arm: Arm;
}

/** A campaign's day: the customer is given an arm, and contacted or held out. */
export function runCampaign(
  life: Life,
  setting: Setting & { readonly forced?: ForcedArm | undefined },
  recorder: Recorder,
  campaign: Campaign,
): void {
  if (!isEligible(campaign, life)) return;
  const assigned = armOf(campaign, life, setting.draws);
  const forced = setting.forced?.campaign === campaign.name ? setting.forced.arm : undefined;
  const arm = forced ?? assigned;
  if (arm === null) return;
  const random = setting.draws.stream(processes.response, 4_000_000 + campaign.day);
  const delivered = arm === 'contact' && random.uniform() >= deliveryFails;
  recordTouch(life, setting, recorder, {
    random,
    campaign: campaign.name,
    arm,
    play: campaign.play,
    channel: plays[campaign.play].channel,
    cost: arm === 'contact' ? plays[campaign.play].cost : 0,
    delivered,
  });
  if (delivered) reach(life, setting, campaign.play);
}

const newsletterEvery = 28;

/** Once in four weeks to everyone who agreed and bought within the year; it changes nothing but patience. */
export function sendNewsletter(life: Life, setting: Setting, recorder: Recorder): void {
  const { traits, day } = life;
  if ((day + 5 * traits.number) % newsletterEvery !== 0) return;
  if (!traits.consent || day >= life.optedOutOn || day - life.lastOrder > 365) return;
  const random = setting.draws.stream(processes.newsletters, day);
  recordTouch(life, setting, recorder, {
    random,
    campaign: 'newsletter',
    arm: 'contact',
    play: 'newsletter',
    channel: 'email',
    cost: 0.02,
    delivered: random.uniform() >= 0.03,
  });
}

interface Message {
  readonly random: Stream;
  readonly campaign: string;
  readonly arm: Arm;
  readonly play: string;
  readonly channel: string;
  readonly cost: number;
  readonly delivered: boolean;
}

function recordTouch(life: Life, { world }: Setting, recorder: Recorder, message: Message): void {
  const { random, delivered, campaign, arm, play, channel, cost } = message;
  const at = world.calendar.starts[life.day]! + 32_400 + Math.floor(7200 * random.uniform());
  const opened = random.uniform() < chanceToOpen(life, activity(life, life.day));
  if (delivered) rememberMessage(life);
  const leaves = delivered && random.uniform() < chanceToOptOut(life);
  const waits = 600 + Math.floor(40_000 * random.uniform());
  if (leaves) life.optedOutOn = life.day;
  recorder.touch(life.traits, {
    serial: ++life.serials.touch,
    at,
    campaign,
    arm,
    play,
    channel,
    cost,
    delivered: arm === 'contact' && delivered,
    opened: delivered && opened,
    optedOutAt: leaves ? at + waits : null,
  });
}

function rememberMessage(life: Life): void {
  life.messages = life.messages.filter((day) => life.day - day < 30);
  life.messages.push(life.day);
}

/** Too many messages in a month make people opt out; the driven away are quick to. */
function chanceToOptOut(life: Life): number {
  if (!isHere(life, life.day)) return 0;
  const many = Math.max(0, life.messages.length - 1);
  const quick = life.traits.contact === 'driven_away' ? 4 : 1;
  return Math.min(0.5, (0.003 + 0.03 * many) * quick * Math.exp(-0.3 * life.satisfaction));
}
