/** What clocks show in a time zone. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** A zone's distance from UTC at an instant, as ISO 8601 writes it: `+02:00`. */
export function zoneOffset(instant: Date, timeZone: string): string {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.replace('GMT', '') || '+00:00';
}

/** The instant at which clocks in a zone show a day (`2026-03-29`) and a time (`09:00`); in a skipped hour one beside it. */
export function instantOf(day: string, time: string, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  let instant = asUtc;
  for (let look = 0; look < 2; look++)
    instant = asUtc - minutesOf(zoneOffset(new Date(instant), timeZone)) * 60_000;
  return new Date(instant);
}

function minutesOf(offset: string): number {
  const [hours, minutes] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (60 * hours! + minutes!);
}
