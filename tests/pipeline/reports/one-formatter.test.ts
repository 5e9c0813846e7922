import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Rooms that write for people. What they write in files for machines has its own rule. */
const rooms = [
  'cli/screens',
  'flat',
  'pipeline/health',
  'pipeline/registry',
  'pipeline/reports',
  'bench/models/report',
];
const formatter = 'pipeline/reports/format.ts';
const forMachines = ['flat/scores-files.ts'];

const sources = (room: string): string[] =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(room, name));

it('figures become text in one place', () => {
  const others = rooms
    .flatMap(sources)
    .filter((file) => file !== formatter && !forMachines.includes(file))
    .filter((file) =>
      /toFixed|toPrecision|toLocaleString|Intl\.NumberFormat/.test(readFileSync(file, 'utf8')),
    );
  expect(others).toEqual([]);
  expect(readFileSync(formatter, 'utf8')).toMatch(/NumberFormat/);
});
