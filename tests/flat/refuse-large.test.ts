import { describe, expect, it } from 'vitest';
import { mostCells, refuseLarge } from '../../flat/experiment/observed/refuse-large.ts';

describe('a table that nobody drew', () => {
  it('is compared up to a size', () => {
    expect(() => refuseLarge(1_000_000, 9)).not.toThrow();
    expect(() => refuseLarge(mostCells / 12, 12)).not.toThrow();
  });

  it('is refused beyond it, with the most rows that its columns allow', () => {
    expect(() => refuseLarge(1_000_001, 12)).toThrow(
      /1,000,001 rows with 12 columns .* 1,000,000 rows are the most\. Keep a random part/,
    );
  });
});
