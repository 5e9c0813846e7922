import { z } from 'zod';

/** Values that several sections of holdfast.yaml are made of. */

const aDay = 'write a date as 2026-01-31';
export const day = z
  .string(aDay)
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: aDay, abort: true })
  .refine(
    (text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text),
    'no such day',
  );
const wholeDays = 'write a whole number of days, from 1 to 36500';
export const days = z.number(wholeDays).int(wholeDays).min(1, wholeDays).max(36_500, wholeDays);
const daysFrom0 = 'write a whole number of days, from 0 to 36500';
export const daysOrNone = z.number(daysFrom0).int(daysFrom0).min(0, daysFrom0).max(36_500, daysFrom0);
export const share = z.number().min(0).max(1);
export const currency = z
  .string()
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'an ISO 4217 code such as EUR');
export const timeZone = z.string().refine(isTimeZone, 'an IANA time zone such as Europe/London');
export const identifier = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and _');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
