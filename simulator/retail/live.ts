import { type ForcedArm, runCampaign, sendNewsletter } from '../campaigns/contact.ts';
import type { Recorder, TicketReason } from '../customer/facts.ts';
import { happenAnywhere } from '../customer/happen.ts';
import { mayDecide } from '../customer/leaving.ts';
import { isHere, type Life, type Setting } from '../customer/life.ts';
import { due, later, type Pending } from '../customer/pending.ts';
import { push, wander } from '../customer/satisfaction.ts';
import { processes } from '../random.ts';
import { mayInviteToNps } from '../surveys/surveys.ts';
import { deliver, refund } from './deliveries.ts';
import { visit } from './events.ts';
import { order } from './orders.ts';
import type { RetailParameters } from './parameters.ts';

export interface RetailSetting extends Setting {
  readonly parameters: RetailParameters;
  readonly forced?: ForcedArm;
}

/** Lives one day of a customer of a shop, and moves on to the next. */
export function liveRetailDay(life: Life, setting: RetailSetting, recorder: Recorder): void {
  const { parameters, world } = setting;
  if (isHere(life, life.day)) {
    wander(life, setting);
    if (life.day === world.priceRise) raisePrices(life);
    mayDecide(life, setting, parameters.leaving);
  }
  for (let what = due(life, life.day); what !== undefined; what = due(life, life.day)) {
    happen(life, setting, recorder, what);
  }
  for (const campaign of world.campaigns) {
    if (campaign.day === life.day) runCampaign(life, setting, recorder, campaign);
  }
  if (world.newsletter) sendNewsletter(life, setting, recorder);
  if (isHere(life, life.day)) act(life, setting, recorder);
  mayInviteToNps(life, setting, recorder);
  life.day++;
}

function act(life: Life, setting: RetailSetting, recorder: Recorder): void {
  const { parameters } = setting;
  order(life, setting, parameters, recorder);
  visit(life, setting, parameters, recorder);
  const asks = setting.draws.uniform(processes.questions, life.day);
  if (asks < 0.0008) ask(life, asks < 0.0005 ? 'question' : 'account');
}

const ask = (life: Life, reason: TicketReason): void =>
  later(life, { day: life.day, kind: 'trouble', reason });

function raisePrices(life: Life): void {
  push(life, -0.7 * life.traits.priceSensitive, 'price');
  if (life.traits.priceSensitive > 0.92) ask(life, 'price');
}

function happen(life: Life, setting: RetailSetting, recorder: Recorder, what: Pending): void {
  if (what.kind === 'delivered') deliver(life, setting, setting.parameters, what.parcel);
  else if (what.kind === 'refunded') refund(life, setting, recorder, what);
  else happenAnywhere(life, setting, recorder, what);
}
