import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { facts } from '../../../pipeline/facts/catalogue.ts';

/**
 * What was known at an as-of date is said in pipeline/facts alone. Elsewhere no text asks when a row arrived or puts a
 * time before an as-of date. Labels look ahead from one: they may ask what had arrived by the day that the run looks from
 * (`known_until`), and begin a window at the as-of date (`>= as_of_at`, `greatest(…, as_of_at)`). Whether customers gone
 * came back, or new ones came again, is a label too.
 */
const arrival = /\b(end_)?known_at\b/;
const before = /\w+\s*<=?\s*(\w+\.)?(as_of_at\b|\{\{as_of)|(\bas_of_at|\{\{as_of\}\})\s*>=?\s*\w/;
const arrivalOfLabels =
  /\b(end_)?known_at (<|>=) \w\.known_until\b|\bend_known_at is null\b|,\s*known_at from\b/g;

const isLabel = (file: string): boolean =>
  /^(features\/labels|targeting\/(returning|newcomers))\//.test(file);

const texts = readdirSync('pipeline', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sql') && !file.startsWith('facts/'))
  .map((file) => ({ file, sql: readFileSync(`pipeline/${file}`, 'utf8').replaceAll(/--.*/g, '') }));

describe('what was known at an as-of date', () => {
  it('is said by facts alone', () => {
    expect(texts.length).toBeGreaterThan(20);
    for (const { file, sql } of texts) {
      const rest = isLabel(file) ? sql.replaceAll(arrivalOfLabels, '') : sql;
      expect(rest, file).not.toMatch(arrival);
      expect(rest, file).not.toMatch(before);
    }
  });

  it('and whoever writes it elsewhere is found', () => {
    const wrong = [
      't.known_at < s.as_of_at',
      'o.ordered_at < s.as_of_at',
      'x.at < {{as_of}}',
      's.as_of_at > o.ordered_at',
    ];
    for (const text of wrong) expect(arrival.test(text) || before.test(text), text).toBe(true);
    expect('v.visited_at >= s.as_of_at and v.visited_at < s.churn_end_at').not.toMatch(before);
  });

  it('no text gives a relation of its own the name of a fact', () => {
    const names = facts.map(({ name }) => name).join('|');
    for (const { file, sql } of texts) expect(sql, file).not.toMatch(new RegExp(`\\b(${names}) as \\(`));
  });
});
