import { describe, expect, it } from 'vitest';
import { cureOfTime, formatsOf } from '../../../pipeline/sources/cure-of-time.ts';

const key = 'sources.tickets.columns.opened_at';

describe('what cures times that are not read', () => {
  it('is no format where it would break more rows than it cures', () => {
    const cure = cureOfTime({ key, rows: 3, read: 900, shapes: ['99.99.9999'] });
    expect(cure).toMatch(/correct these rows at their source/);
    expect(cure).not.toMatch(/dd\.MM/);
  });

  it('is the format in which most rows are written', () => {
    expect(cureOfTime({ key, rows: 880, read: 900, shapes: ['99.99.9999', 'aaa'] })).toBe(
      `${key}: { column: …, format: dd.MM.yyyy }`,
    );
    expect(cureOfTime({ key, rows: 880, read: 900, shapes: ['Aaa 99'] })).toMatch(
      /format: … as it is written/,
    );
  });

  it.each([
    ['9999/99/99', ['yyyy/MM/dd']],
    ['99/99/9999', ['dd/MM/yyyy', 'MM/dd/yyyy']],
    ['9.99.9999 99:99', ['d.M.yyyy HH:mm']],
    ['99-99-99 9:99:99', ['dd-MM-yy H:mm:ss', 'MM-dd-yy H:mm:ss']],
    ['99999999', ['yyyyMMdd']],
    ['99 aaa 9999', []],
    ['', []],
  ])('%s may be %j', (shape, expected) => {
    expect(formatsOf(shape)).toEqual(expected);
  });
});
