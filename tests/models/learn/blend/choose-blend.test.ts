import { describe, expect, it } from 'vitest';
import {
  type BlendRecord,
  type BlendRows,
  chooseBlend,
} from '../../../../models/learn/blend/choose-blend.ts';
import { logisticLoss } from '../../../../models/learn/losses/logistic-loss.ts';
import { customerPart, randomStream } from '../../../../models/numerics/random.ts';

/** Labels by two hidden causes; `see` makes each member's logits of them and of its own noise. */
function judged(
  n: number,
  see: (a: number, b: number, noise: () => number) => readonly [number, number, number],
  datesPerCustomer = 1,
): BlendRows {
  const random = randomStream(n, 'judged');
  const columns = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const target = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [a, b] = [random.normal(), random.normal()];
    target[i] = random.uniform() < 1 / (1 + Math.exp(-a - b)) ? 1 : 0;
    see(a, b, random.normal).forEach((logit, m) => {
      columns[m][i] = logit;
    });
  }
  const customer = Int32Array.from({ length: n }, (_, i) => Math.floor(i / datesPerCustomer));
  return {
    task: 'churn',
    loss: logisticLoss,
    columns,
    target,
    rows: Int32Array.from({ length: n }, (_, i) => i),
    customer,
    part: customer.map((c) => customerPart(c, 5, 1)),
    parts: 5,
  };
}

const total = ({ weights }: BlendRecord) => weights.network + weights.trees + weights.logistic;

describe('what is published', () => {
  it('is the blend where members see different things, with its gain and its interval', () => {
    const record = chooseBlend(judged(6000, (a, b) => [a, b, 0.2 * a]));
    expect(record.published).toBe('blend');
    expect(record.gain!.low).toBeGreaterThan(0.05);
    expect(record.gain!.high).toBeLessThan(0.15);
    expect(record.weights.network).toBeCloseTo(record.weights.trees, 1);
    expect(total(record)).toBeCloseTo(1, 12);
    expect(record.losses!.blend).toBeLessThan(record.losses!.trees);
  });

  it('is a member alone where the others only spoil it', () => {
    const record = chooseBlend(judged(2000, (a, b, noise) => [a + b, 3 * noise(), 3 * noise()]));
    expect(record.published).toBe('network');
    expect(record.weights).toEqual({ network: 1, trees: 0, logistic: 0 });
    expect(record.gain!.high).toBeLessThan(0);
  });

  it('stays the blend where its best member is ahead by no more than the best of three is by chance', () => {
    const ahead = (n: number) =>
      chooseBlend(
        judged(n, (a, b, noise) => {
          const best = a + b + 0.5 * noise();
          return [best, best + 0.3 * noise(), best + 0.3 * noise()];
        }),
      );
    const [hardly, clearly] = [ahead(813), ahead(876)];
    expect(hardly.gain!.high).toBeLessThan(0);
    expect(hardly.published).toBe('blend');
    expect(clearly.published).toBe('network');
  });

  it('is the logistic regression where nothing is better, beyond doubt or not', () => {
    const record = chooseBlend(
      judged(250, (a, b, noise) => [a + b + 0.4 * noise(), a + b + 0.7 * noise(), a + b]),
    );
    expect(record.gain!.mean).toBeLessThan(0);
    expect(record.gain!.high).toBeGreaterThan(0);
    expect(record).toMatchObject({ published: 'logistic', weights: { network: 0, trees: 0, logistic: 1 } });
  });

  it('gives most weight to the better member, the more so the more customers say it', () => {
    const see = (a: number, b: number, noise: () => number) =>
      [a + b + 0.7 * noise(), a + b + 1.2 * noise(), a + b + 1.2 * noise()] as const;
    const few = chooseBlend(judged(300, see)).weights.network;
    const many = chooseBlend(judged(20_000, see)).weights.network;
    expect(few).toBeGreaterThan(0.36);
    expect(many).toBeGreaterThan(few + 0.1);
    expect(many).toBeLessThan(0.9);
  });

  it('is the plain mean where too few later rows can judge', () => {
    const record = chooseBlend(judged(30, (a, b) => [a, b, 0]));
    expect(record).toMatchObject({ published: 'mean', losses: null, gain: null, rows: 30, customers: 30 });
    expect(record.weights.network).toBeCloseTo(1 / 3, 12);
    const oneClass = { ...judged(500, (a, b) => [a, b, 0]), target: new Float64Array(500) };
    expect(chooseBlend(oneClass).published).toBe('mean');
  });

  it('is judged on customers that taught nothing: members of noise look no better than the rate', () => {
    const records = [400, 401, 402, 403, 404, 405].map((n) =>
      chooseBlend(judged(n, (_a, _b, noise) => [noise(), noise(), noise()])),
    );
    for (const name of ['network', 'trees', 'logistic', 'blend'] as const) {
      const mean = records.reduce((sum, { losses }) => sum + losses![name], 0) / records.length;
      expect(mean, name).toBeGreaterThan(Math.LN2);
      expect(mean, name).toBeLessThan(Math.LN2 + 0.01);
    }
  });

  it('does not depend on how a member is calibrated', () => {
    const plain = judged(1500, (a, b, noise) => [a + b + noise(), a + b, 0]);
    const bent = { ...plain, columns: [plain.columns[0].map((z) => 5 * z + 3), ...plain.columns.slice(1)] };
    expect(chooseBlend(bent).losses!.network).toBeCloseTo(chooseBlend(plain).losses!.network, 6);
  });

  it('has a wider interval where the same customers stand at several dates', () => {
    const rows = judged(2000, (a, b) => [a, b, 0]);
    const copied = (values: Float64Array) => values.map((_, i) => values[i - (i % 4)]);
    const dates = {
      ...rows,
      columns: rows.columns.map(copied),
      target: copied(rows.target),
      customer: rows.customer.map((_, i) => Math.floor(i / 4)),
      part: rows.customer.map((_, i) => customerPart(Math.floor(i / 4), 5, 1)),
    };
    const width = ({ gain }: BlendRecord) => gain!.high - gain!.low;
    expect(width(chooseBlend(dates))).toBeGreaterThan(1.6 * width(chooseBlend(rows)));
    expect(chooseBlend(dates).customers).toBe(500);
  });
});
