import { describe, expect, it } from 'vitest';
import {
  count,
  estimateOf,
  money,
  number,
  points,
  pValue,
  share,
} from '../../../pipeline/reports/estimate.ts';
import { english, formatIn, type Language, write } from '../../../pipeline/reports/format.ts';

const german: Language = {
  ...english,
  locale: 'de-DE',
  day: ['Tag', 'Tage'],
  points: 'Punkte',
  to: 'bis',
  notKnown: 'nicht bekannt',
};
const from = { level: 0.95, method: 'bootstrap by customer', n: 900 };

describe('figures', () => {
  it.each([
    [number(0.8684), '0.868'],
    [number(-1204.5, 1), '−1,204.5'],
    [number(-0.0001, 2), '0.00'],
    [count(48210), '48,210'],
    [share(0.3049), '30.5%'],
    [share(1, 0), '100%'],
    [points(0.043), '4.3 points'],
    [{ ...points(0.043), signed: true }, '+4.3 points'],
    [money(1240.4, 'EUR'), '€1,240'],
    [money(-520, 'USD'), '−$520'],
    [money(9.84, 'GBP', 2), '£9.84'],
    [money(1240, null), '1,240'],
    [{ value: 1, unit: 'days' as const }, '1 day'],
    [{ value: 1136, unit: 'days' as const }, '1,136 days'],
    [pValue(0.032), '0.032'],
    [pValue(0.00002), '< 0.001'],
    [share(null), 'not known'],
    [number(Number.NaN), 'not known'],
  ])('%o is written %s', (quantity, text) => {
    expect(write.quantity(quantity)).toBe(text);
  });

  it('have their intervals in one form for tables and one for sentences', () => {
    const auc = estimateOf({ value: 0.868, low: 0.861, high: 0.8754 }, { unit: 'number', digits: 3 }, from);
    expect(write.interval(auc)).toBe('0.868 [0.861, 0.875]');
    expect(write.spoken(auc)).toBe('0.868 (0.861 to 0.875)');
    const gain = estimateOf({ value: -40, low: -120, high: 40 }, { unit: { currency: 'EUR' } }, from);
    expect(write.spoken(gain)).toBe('−€40 (−€120 to €40)');
  });

  it('are told apart by as many digits as that takes', () => {
    expect(write.apart(points(0.0214), points(0.0209))).toEqual(['2.14 points', '2.09 points']);
    expect(write.apart(number(0.3, 1), number(0.4, 1))).toEqual(['0.3', '0.4']);
    expect(write.apart(number(0.5, 2), number(0.5, 2))).toEqual(['0.50', '0.50']);
  });

  it('follow another language in every mark and word', () => {
    const schreib = formatIn(german);
    expect(schreib.number(1204.5, 1)).toBe('1.204,5');
    expect(schreib.percent(0.305).replace(/\s/, ' ')).toBe('30,5 %');
    expect(schreib.money(1240, 'EUR').replace(/\s/, ' ')).toBe('1.240 €');
    expect(schreib.points(0.043)).toBe('4,3 Punkte');
    expect(schreib.days(2)).toBe('2 Tage');
    expect(schreib.quantity(share(null))).toBe('nicht bekannt');
    expect(write.day('2026-11-16')).toBe('16 Nov 2026');
  });
});
