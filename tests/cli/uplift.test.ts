import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../models/numerics.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

type Row = Record<string, string | number>;

const stream = randomStream(5, 'uplift');
/** A parcel offer keeps those who buy by post; a call drives those away who were called often. Everybody else is as before. */
const rows: readonly Row[] = Array.from({ length: 1800 }, (_, i) => {
  const arm = ['control', 'parcel', 'call'][i % 3]!;
  const buys = stream.uniform() < 0.5 ? 'post' : 'shop';
  const calls = Math.floor(6 * stream.uniform());
  const gain = arm === 'parcel' && buys === 'post' ? 0.35 : arm === 'call' && calls >= 3 ? -0.3 : 0;
  const stays = Number(stream.uniform() < 0.5 + gain);
  const score = Math.round(100 * (0.5 + 0.02 * stream.normal())) / 100;
  return {
    id: `c${i}`,
    arm,
    buys,
    calls,
    score,
    opened: arm === 'control' ? 0 : i % 2,
    worth: 40 + (i % 7),
    stays,
  };
});

const csv = (table: readonly Row[]): string =>
  [Object.keys(table[0]!).join(','), ...table.map((row) => Object.values(row).join(','))].join('\n');

async function uplift(table: readonly Row[], ...options: string[]) {
  const folder = scratchFolder();
  const out = join(folder, 'out');
  const path = writeText(folder, 'spring.csv', csv(table));
  const { code, out: printed, err } = await holdfast('uplift', path, '--out', out, '--json', ...options);
  return { code, err, out, result: code === 0 ? JSON.parse(printed) : null };
}

const asked = ['--arm', 'arm', '--outcome', 'stays'];
const twoArms = rows.filter(({ arm }) => arm !== 'call');

describe('a finished experiment in a flat table', () => {
  it('teaches whom to contact with which arm, and what each way to rank wins', async () => {
    const { code, err, result } = await uplift(
      rows,
      ...asked,
      ...[
        '--after',
        'opened',
        '--id',
        'id',
        '--risk',
        'score',
        '--value',
        'worth',
        '--cost',
        '2',
        '--currency',
        'EUR',
      ],
      ...['--shares', 'control=0.334,parcel=0.333,call=0.333'],
    );
    expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ');
    const [call, parcel] = result.arms;
    expect(call.gate.open).toBe(true);
    expect(parcel.gate.open).toBe(true);
    expect(parcel.effect.value).toBeGreaterThan(0.1);
    expect(call.effect.value).toBeLessThan(0);
    expect(result.columns.map(({ name }: { name: string }) => name)).toEqual(['buys', 'calls']);
    const [best] = result.rankings.slice(-1);
    const [today] = result.rankings;
    expect([today.name, best.name]).toEqual(['value at risk, parcel', 'learned gain']);
    const at = (ranking: typeof best, share: number) => ranking.curve[Math.round(50 * share)].value;
    expect(at(best, 0.5)).toBeGreaterThan(at(today, 0.5) + 1);
  });

  it('costs each arm its own, and lists nobody for an arm that costs more than it wins', async () => {
    const options = [...asked, '--before', 'buys,calls', '--id', 'id', '--value', 'worth'];
    const { result, out } = await uplift(rows, ...options, '--cost', 'parcel=1,call=900');
    const lines = readFileSync(join(out, 'gains.csv'), 'utf8').split('\r\n').slice(1, -1);
    expect(lines.filter((line) => line.includes(',"parcel",')).length).toBeGreaterThan(500);
    expect(lines.some((line) => /,"call",-?[\d.e]+,"(yes|no)"$/.test(line))).toBe(false);
    const both = (await uplift(rows, ...options, '--cost', 'parcel=900,call=900')).result;
    expect([both.best.share, result.best.share > 0.2]).toEqual([0, true]);
  });

  it('proposes an arm from which all gain alike where the other arm is expected to gain less', async () => {
    const fresh = randomStream(11, 'alike');
    const alike = rows.map((row): Row => {
      const gain = row.arm === 'call' ? 0.2 : row.arm === 'parcel' && row.buys === 'post' ? 0.4 : 0;
      return { ...row, stays: Number(fresh.uniform() < 0.4 + gain) };
    });
    const { result, out } = await uplift(alike, ...asked, '--before', 'buys,calls');
    const [call, parcel] = result.arms;
    expect([call.gate.open, call.effect.low > 0, parcel.gate.open]).toEqual([false, true, true]);
    const lines = readFileSync(join(out, 'gains.csv'), 'utf8').split('\r\n').slice(1, -1);
    const bestOf = (buys: string) =>
      lines.filter((_, i) => alike[i]!.buys === buys).map((line) => line.split(',')[5]);
    const shareOf = (buys: string, arm: string) =>
      bestOf(buys).filter((best) => best === `"${arm}"`).length / bestOf(buys).length;
    expect(shareOf('post', 'parcel')).toBeGreaterThan(0.9);
    expect(shareOf('shop', 'call')).toBeGreaterThan(0.9);
  });

  it.each([
    ['parcel=1', /say what call costs/],
    ['parcel=1,call=2,control=0', /control is the control/],
    ['parcel=1,calls=2', /there is no such arm.*call/],
    ['parcel=1,parcel=2', /write each arm once/],
  ])('refuses --cost %s', async (cost, why) => {
    const { code, err } = await uplift(
      rows,
      ...asked,
      '--before',
      'buys',
      '--value',
      'worth',
      '--cost',
      cost,
    );
    expect(code).toBe(2);
    expect(err).toMatch(why);
  });

  it('without anything to learn keeps the gate shut and says that value at risk stays', async () => {
    const idle = twoArms.map((row, i) => ({ ...row, stays: Number(i % 4 > 1) }));
    const { result } = await uplift(idle, ...asked, '--before', 'buys,calls', '--risk', 'score');
    expect(result.arms[0].gate.open).toBe(false);
    expect(result.report.verdict).toMatch(/^parcel: the gate is closed \(z .*risk stays the ranking\.$/);
    expect(result.arms[0].doNotDisturb.kind).toBe('too few');
  });
});

describe('what cannot be known is asked', () => {
  const refused = async (table: readonly Row[], ...options: string[]) => {
    const { code, err } = await uplift(table, ...options);
    return `${code} ${err}`;
  };

  it('which columns were known before', async () => {
    expect(await refused(twoArms, ...asked)).toMatch(/^2 [\s\S]*--before[\s\S]*--after none/);
    expect(await refused(twoArms, ...asked, '--after', 'opend')).toMatch(/--after opend[\s\S]*opened/);
  });

  it('whether the yes of a bad word is good', async () => {
    const left = twoArms.map(({ stays, ...row }) => ({ ...row, churned: 1 - Number(stays) }));
    const options = ['--arm', 'arm', '--outcome', 'churned', '--before', 'buys,calls'];
    expect(await refused(left, ...options)).toMatch(/^2 [\s\S]*--positive 0/);
    const { result } = await uplift(left, ...options, '--positive', '0');
    expect(result.arms[0].effect.value).toBeGreaterThan(0.1);
  });

  it('what a customer without a worth is worth', async () => {
    const blank = twoArms.map((row, i) => (i === 3 ? { ...row, worth: '' } : row));
    expect(await refused(blank, ...asked, '--before', 'buys', '--value', 'worth')).toMatch(
      /^3 [\s\S]*1 customers have none/,
    );
  });

  it('what contact would have cost in the control, where the column holds what was paid', async () => {
    const paid: Row[] = twoArms.map((row) => ({ ...row, paid: row.arm === 'control' ? 0 : 2 }));
    const options = [...asked, '--before', 'buys', '--value', 'worth', '--cost', 'paid'];
    expect(await refused(paid, ...options)).toMatch(/^3 [\s\S]*0 for everybody in the control/);
    const blank = paid.map((row) => (row.arm === 'control' ? { ...row, paid: '' } : row));
    expect(await refused(blank, ...options)).toMatch(/^3 [\s\S]*would cost, the control included/);
  });

  it('amounts of one currency', async () => {
    const mixed = rows.map((row, i) => ({ ...row, currency: i % 2 === 0 ? 'EUR' : 'PLN' }));
    const { code, err } = await uplift(mixed, ...asked, '--after', 'opened,currency', '--value', 'worth');
    expect(code).toBe(3);
    expect(err).toContain('"currency" says that amounts are in EUR and PLN');
    const marked = rows.map((row, i) => ({ ...row, worth: `${row.worth} ${i % 2 === 0 ? 'EUR' : 'PLN'}` }));
    const cells = await uplift(marked, ...asked, '--after', 'opened', '--value', 'worth');
    expect([cells.code, cells.err]).toEqual([
      3,
      expect.stringContaining('"worth" holds amounts in EUR and PLN'),
    ]);
  });

  it.each(['Exited', 'hasChurned', 'account_closed'])('whether the yes of %s is good', async (bad) => {
    const left = twoArms.map(({ stays, ...row }) => ({ ...row, [bad]: 1 - Number(stays) }));
    const options = ['--arm', 'arm', '--outcome', bad, '--before', 'buys'];
    expect(await refused(left, ...options)).toMatch(/^2 [\s\S]*--positive 0/);
  });
});

describe('a table that would mislead', () => {
  it('with what happened afterwards among what was known before ranks nobody', async () => {
    const { result } = await uplift(twoArms, ...asked, '--after', 'none', '--id', 'id');
    expect(result.report.verdict).toMatch(/^Nobody can be ranked from this table: "opened" differs/);
  });

  it('with a column that is the same in all of an arm ranks nobody, and proposes nobody', async () => {
    const sent = twoArms.map((row) => ({ ...row, sent: Number(row.arm !== 'control') }));
    const { result, out } = await uplift(sent, ...asked, '--after', 'opened', '--id', 'id');
    expect(result.report.verdict).toMatch(/^Nobody can be ranked from this table: "sent" differs/);
    const [, first] = readFileSync(join(out, 'gains.csv'), 'utf8').split('\r\n');
    expect(first).toMatch(/,"",,""$/);
  });

  it.each([
    ['stays', (row: Row) => Number(row.stays)],
    ['spent', (row: Row) => Number(row.stays) * Number(row.worth)],
  ])('with %s in disguise ranks nobody', async (outcome, of) => {
    const disguised = twoArms.map(({ stays, worth, ...row }) => ({
      ...row,
      [outcome]: of({ stays: stays!, worth: worth! }),
      renewal: 3 * of({ stays: stays!, worth: worth! }) + 1,
    }));
    const { result } = await uplift(
      disguised,
      '--arm',
      'arm',
      '--outcome',
      outcome,
      '--after',
      'opened',
      '--id',
      'id',
    );
    expect(result.report.verdict).toMatch(new RegExp(`"renewal" alone gives away ${outcome} .*--after`));
    const named = await uplift(disguised, '--arm', 'arm', '--outcome', outcome, '--before', 'buys,renewal');
    expect(named.result.report.verdict).not.toMatch(/alone gives away/);
    expect(JSON.stringify(named.result.report)).toMatch(/renewal alone gives away .*--before/);
  });

  it('with a chance of staying for a risk ranks nobody', async () => {
    const scored = twoArms.map((row) => ({
      ...row,
      score: 0.4 + 0.1 * Number(row.stays) + 0.01 * (Number(row.calls) % 3),
    }));
    const options = [...asked, '--before', 'buys', '--risk', 'score'];
    const { result } = await uplift(scored, ...options);
    expect(result.report.verdict).toMatch(/^Nobody can be ranked from this table: .*not of staying/);
    const leaving: Row[] = scored.map((row) => ({ ...row, score: 1 - row.score }));
    expect((await uplift(leaving, ...options)).result.riskOfStayers).toBeNull();
  });

  it('with arms that are not as they were drawn ranks nobody', async () => {
    const { result } = await uplift(
      twoArms,
      ...asked,
      '--before',
      'buys',
      '--shares',
      'control=0.4,parcel=0.6',
    );
    expect(result.report.verdict).toMatch(/^Nobody can be ranked from this table: the arms are not as large/);
  });

  it('with an arm of a few customers is refused, with a way on', async () => {
    const few = twoArms.filter(({ arm }, i) => arm === 'control' || i % 30 === 1);
    const { code, err } = await uplift(few, ...asked, '--before', 'buys');
    expect(code).toBe(3);
    expect(err).toMatch(/"parcel" has \d+ customers[\s\S]*holdfast experiment/);
  });
});
