import { addDays } from '../../contracts/business-day.ts';
import { type Quiet, weekdays } from '../../contracts/config/quiet.ts';
import { instantOf, zoneOffset } from '../../contracts/wall-clock.ts';

/** The first span in which a customer may be contacted, as ISO 8601 with the offset of the customer's zone. */
export interface ContactWindow {
  readonly contact_from: string | null;
  readonly contact_until: string | null;
}

interface Placed {
  readonly time_zone: string | null;
  readonly country: string | null;
}

/** That of a list of a date; from the date's first instant on, without its quiet hours and days. */
export function windowOf(
  customer: Placed,
  asOf: string,
  { quiet, timeZone }: { readonly quiet?: Quiet | undefined; readonly timeZone: string },
): ContactWindow {
  if (quiet === undefined) return { contact_from: null, contact_until: null };
  const zone = zoneOf(customer, asOf, timeZone);
  const day = firstDay(asOf, quiet);
  const [last, end] =
    quiet.after === undefined ? ([addDays(day, 1), '00:00'] as const) : ([day, quiet.after] as const);
  return {
    contact_from: written(day, quiet.before, zone),
    contact_until: written(last, end, zone),
  };
}

/** The first day from a day on that is not quiet. There is one: not every day of the week is, and dates are few. */
function firstDay(from: string, { days, dates }: Pick<Quiet, 'days' | 'dates'>): string {
  const weekday = weekdays[(new Date(`${from}T00:00:00Z`).getUTCDay() + 6) % 7]!;
  const isQuiet = days.includes(weekday) || dates.includes(from);
  return isQuiet ? firstDay(addDays(from, 1), { days, dates }) : from;
}

const written = (day: string, time: string, zone: string): string =>
  `${day}T${time}:00${zoneOffset(instantOf(day, time, zone), zone)}`;

/** The customer's own zone; where it is not known that of their country, if all of it has one time on that day; else the business's. */
export function zoneOf({ time_zone, country }: Placed, day: string, business: string): string {
  if (time_zone !== null && isZone(time_zone)) return time_zone;
  const zones = zonesOf(country);
  const noon = new Date(`${day}T12:00:00Z`);
  const offsets = new Set(zones.map((zone) => zoneOffset(noon, zone)));
  return offsets.size === 1 ? zones[0]! : business;
}

const known = new Map<string, readonly string[]>();

/** Zones of a country by its ISO 3166 code of two letters; none for other words. */
function zonesOf(country: string | null): readonly string[] {
  if (country === null || !/^[A-Za-z]{2}$/.test(country)) return [];
  const zones = known.get(country) ?? zonesIn(new Intl.Locale(`und-${country}`));
  known.set(country, zones);
  return zones;
}

/** A method in newer engines, a property in older ones; the types know neither. */
const zonesIn = (region: Intl.Locale & Zoned): readonly string[] =>
  region.getTimeZones?.() ?? region.timeZones ?? [];

interface Zoned {
  readonly getTimeZones?: () => readonly string[];
  readonly timeZones?: readonly string[];
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
