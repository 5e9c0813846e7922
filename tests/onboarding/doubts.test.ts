import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Business } from '../../bench/onboarding/businesses.ts';
import { doubted, undoubted } from '../../bench/onboarding/doubted.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder } from '../support/scratch.ts';

interface Proposed {
  readonly questions: readonly string[];
  readonly config: string;
}

/** The questions that decide, and the config. */
async function proposed({ write }: Business): Promise<Proposed> {
  const folder = scratchFolder();
  const { files } = write(folder);
  const file = join(folder, 'holdfast.yaml');
  const { out } = await holdfast('init', ...files, '--out', file, '--json');
  const { open = [] } = JSON.parse(out) as { open?: { key: string; text: string; decides?: boolean }[] };
  return {
    questions: open.filter(({ decides }) => decides).map(({ key, text }) => `${key}: ${text}`),
    config: readFileSync(file, 'utf8'),
  };
}

const called = (group: readonly Business[], name: string): Business =>
  group.find((one) => one.name === name) as Business;

describe('init doubts what is whole and could be wrong', () => {
  it.each([
    [
      'units and prices, and something off in a word of nobody',
      /^sources\.orders\.columns\.amount: ulava \([\d,]+\.\d\d in all\) is not used/,
    ],
    [
      'amounts of two countries, each in its own money',
      /^sources\.orders: amounts are about 1\d\d times as large where land is "Japan"/,
    ],
    [
      'places that are always there',
      /^sources\.orders\.columns\.customer_id: 100% of all 30 client are there/,
    ],
    [
      'what clients have spent, a hundred times less',
      /^sources\.orders\.columns\.amount: total_spent in the table of customers is 0\.01 times/,
    ],
    [
      'a price for each place in the contract',
      /^sources\.subscriptions\.columns\.monthly_amount: monthly_fee is taken .* seats says how many each has/,
    ],
  ])('%s', async (name, question) => {
    const { questions } = await proposed(called(doubted, name));
    expect(questions).toEqual(expect.arrayContaining([expect.stringMatching(question)]));
  });

  it('nothing is asked where another table agrees, and it says so', async () => {
    const { questions, config } = await proposed(
      called(undoubted, 'what clients have spent, as the orders say'),
    );
    expect(questions).toEqual([]);
    expect(config.replace(/\n\s*# /g, ' ')).toContain(
      'total_spent in the table of customers agrees with what their orders sum up to, for 100% of them.',
    );
  });

  it.each([
    'carriage and tax on top',
    'a balance that runs',
    'weights, ways and places',
    'goods of which some are fifty times as dear',
    'when it was changed last',
    'contracts that are late or on trial',
  ])('nothing is asked of %s', async (name) => {
    expect((await proposed(called(undoubted, name))).questions).toEqual([]);
  });
});
