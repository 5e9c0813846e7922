import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../contracts/profile.ts';
import { contentOf } from '../../flat/content.ts';

/** A column of text that holds the values over and over. */
function column(values: readonly string[], rows = 1000, type = 'varchar'): ColumnProfile {
  const distinct = new Set(values.filter((value) => value !== '')).size;
  const sample = [...new Set(values.filter((value) => value !== ''))];
  const common = sample.map((value) => ({ value, rows: Math.floor(rows / values.length) }));
  const filled = Math.floor((rows * values.filter((value) => value !== '').length) / values.length);
  return { name: 'x', type, rows, filled, distinct, sample, common };
}

const numbered = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i));

describe('what a column holds', () => {
  it.each([
    ['plain numbers', ['1', '2.5', '-3', '1e4'], 'number'],
    ['numbers with words for "not known"', ['1', '2', 'NA', 'n/a', '?'], 'number'],
    ['German amounts', ['1.234,56', '12,00', '0,50', '99,99'], 'number'],
    ['postcodes with leading zeros', ['01067', '04103', '10115', '20095'], 'category'],
    ['ISO days', ['2025-01-31', '2024-12-01', '2023-05-05'], 'date'],
    ['German days', ['31.01.2025', '01.12.2024', '24.12.2023'], 'date'],
    ['days without separators', ['20250131', '20241201', '20230505'], 'date'],
    ['few words', ['gold', 'silver', 'bronze'], 'category'],
    ['yes and no', ['yes', 'no'], 'category'],
    ['names of their own', numbered(900, (i) => `person ${i}`), 'text'],
    ['many words that come again', numbered(150, (i) => `city ${i}`), 'category'],
    ['comments', numbered(150, (i) => `${'the delivery came late again and '.repeat(3)} ${i}`), 'text'],
    ['the same word', ['gold'], 'nothing'],
    ['one word or none', ['gold', ''], 'category'],
    ['nothing at all', [''], 'nothing'],
  ])('%s', (_, values, kind) => {
    expect(contentOf(column(values)).kind).toBe(kind);
  });

  it('says how numbers and dates were read, and what else they could be', () => {
    expect(contentOf(column(['1.234,56', '12,00', '0,50']))).toMatchObject({ said: 'decimal comma' });
    expect(contentOf(column(['03.04.2025', '05.06.2024', '07.08.2023']))).toMatchObject({
      said: 'written dd.MM.yyyy, though MM.dd.yyyy fits as well',
    });
  });

  it('leaves out values that are no single ones', () => {
    expect(contentOf(column(['[1, 2]', '[3]'], 1000, 'integer[]'))).toMatchObject({ kind: 'nothing' });
  });
});
