import type { ColumnProfile } from '../../contracts/profile.ts';
import { find } from '../columns/propose-columns.ts';
import type { Recognised } from '../tables/which-source.ts';

/** The time zone that the offsets behind the times tell of. */
export interface OffsetZone {
  readonly timeZone: string;
  readonly note: string;
}

const behind = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)? ?([+-])(\d{2}):?(\d{2})$/;

/** Zones whose clocks change, by the offsets of winter and summer. All zones of a pair here change on the same days. */
const changing: Readonly<Record<string, string>> = {
  '0,60': 'Europe/London',
  '60,120': 'Europe/Paris',
  '120,180': 'Europe/Athens',
  '-300,-240': 'America/New_York',
  '-360,-300': 'America/Chicago',
  '-420,-360': 'America/Denver',
  '-480,-420': 'America/Los_Angeles',
  '600,660': 'Australia/Sydney',
  '720,780': 'Pacific/Auckland',
};

/** Offsets of no whole hour, of which each has a zone of its own. */
const odd: Readonly<Record<string, string>> = {
  '210': 'Asia/Tehran',
  '270': 'Asia/Kabul',
  '330': 'Asia/Kolkata',
  '345': 'Asia/Kathmandu',
  '390': 'Asia/Yangon',
  '570': 'Australia/Darwin',
};

interface Offset {
  readonly at: string;
  readonly minutes: number;
}

/** Times such as 2026-03-01T09:12:00+07:00 tell the zone of those who wrote them; all at +00:00, or at more than two offsets, they do not. */
export function zoneOfOffsets(found: readonly Recognised[], country: string | null): OffsetZone | null {
  for (const name of ['orders', 'events', 'subscriptions', 'tickets']) {
    const source = found.find((one) => one.source === name);
    const time = source && timesOf(source).find((column) => offsetsOf(column).length > 0);
    if (!time) continue;
    const offsets = offsetsOf(time);
    const different = [...new Set(offsets.map(({ minutes }) => minutes))].sort((a, b) => a - b);
    if (country !== null && offsets.every((one) => offsetIn(country, one.at) === one.minutes)) return null;
    const timeZone = zoneOf(different);
    const said = different.map(write).join(' and ');
    return timeZone === null
      ? null
      : {
          timeZone,
          note: `guessed from ${said} behind the times in ${time.name}: write the zone of your business`,
        };
  }
  return null;
}

const timesOf = (source: Recognised): ColumnProfile[] =>
  ['ordered_at', 'happened_at', 'started_at', 'opened_at'].flatMap(
    (name) => find(source, name)?.column ?? [],
  );

function offsetsOf({ sample }: ColumnProfile): Offset[] {
  const matches = sample.map((value) => ({ value, match: behind.exec(value.trim()) }));
  if (matches.some(({ match }) => match === null)) return [];
  return matches.map(({ value, match }) => ({
    at: value
      .trim()
      .replace(' ', 'T')
      .replace(/ (?=[+-])/, ''),
    minutes: (match?.[1] === '-' ? -1 : 1) * (60 * Number(match?.[2]) + Number(match?.[3])),
  }));
}

function zoneOf(offsets: readonly number[]): string | null {
  const [only] = offsets;
  if (only === undefined || offsets.length > 2) return null;
  if (offsets.length === 2) return changing[offsets.join(',')] ?? null;
  if (only === 0) return null;
  if (only % 60 !== 0) return odd[String(only)] ?? null;
  // the sign of these names is that of the way to Greenwich
  return `Etc/GMT${only > 0 ? '-' : '+'}${Math.abs(only) / 60}`;
}

const write = (minutes: number): string => {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
};

/** Minutes by which a zone is ahead of UTC at a time. */
function offsetIn(timeZone: string, at: string): number | null {
  const instant = Date.parse(at);
  if (Number.isNaN(instant)) return null;
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    instant,
  );
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (60 * Number(hours) + Number(minutes));
}
