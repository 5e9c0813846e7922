import type { Line, Recorder } from '../customer/facts.ts';
import { isHere, type Life, type Setting } from '../customer/life.ts';
import { later, type Parcel } from '../customer/pending.ts';
import { push } from '../customer/satisfaction.ts';
import { processes } from '../random.ts';
import type { RetailParameters } from './parameters.ts';

/** A parcel arrives: late or in time, with something broken or not; what comes of it follows in the next days. */
export function deliver(life: Life, { draws }: Setting, parameters: RetailParameters, parcel: Parcel): void {
  const random = draws.stream(processes.delivery, parcel.key);
  const { day } = life;
  push(life, parcel.late ? -0.75 : 0.05, 'delivery');
  const complains = random.uniform() < 0.35;
  if (parcel.late && complains)
    later(life, { day: day + random.integer(2), kind: 'trouble', reason: 'delivery' });
  const defect = random.uniform() < parameters.defects;
  const tells = random.uniform() < 0.6;
  if (defect) push(life, -0.6, 'quality');
  if (defect && tells) later(life, { day: day + 1, kind: 'trouble', reason: 'quality' });
  if (random.uniform() < (defect ? 0.7 : parameters.returns)) {
    const line = parcel.lines[random.integer(parcel.lines.length)]!;
    later(life, { day: day + 2 + random.integer(13), kind: 'refunded', parcel, line });
  }
  const experience = (parcel.late ? -1 : 0.25) + (defect ? -0.9 : 0);
  if (random.uniform() < 0.22)
    later(life, { day: day + 1, kind: 'invited', occasion: 'delivery', experience });
}

/** A returned line is paid back; now and then the customer has to ask for it. */
export function refund(
  life: Life,
  { draws, world }: Setting,
  recorder: Recorder,
  { parcel, line }: { readonly parcel: Parcel; readonly line: Line },
): void {
  if (!isHere(life, life.day)) return;
  const random = draws.stream(processes.refunds, parcel.key);
  const at = world.calendar.starts[life.day]! + 30_000 + Math.floor(30_000 * random.uniform());
  recorder.refund(life.traits, { order: parcel.order, at, line, channel: parcel.channel });
  life.spend -= line.amount;
  if (random.uniform() < 0.2) later(life, { day: life.day + 1, kind: 'trouble', reason: 'refund' });
}
