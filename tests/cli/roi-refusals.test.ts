import { beforeAll, describe, expect, it } from 'vitest';
import { holdfast } from '../support/command-line.ts';
import { type TrainedBusiness, trainedInPlace } from '../support/trained-business.ts';

let business: TrainedBusiness;
beforeAll(async () => {
  business = await trainedInPlace();
});

const refused = async (...options: string[]) => {
  const { config, out } = business;
  const { code, err } = await holdfast('roi', ...options, '--config', config, '--out', out);
  return { code, err };
};

describe('settings that cannot be are refused before anything is computed', () => {
  it.each([
    [
      'a campaign that has drawn nobody',
      ['--campaign', 'nobody'],
      /--campaign nobody: no campaign of that name has drawn/,
    ],
    ['a campaign of none', ['plan', '--campaign', 'nobody'], /nobody/],
    ['no holdout', ['plan', '--share', '0'], /a share above 0 and below 1/],
    ['nobody to contact', ['plan', '--share', '1'], /a share above 0 and below 1/],
    ['a power for a share', ['plan', '--share', '1.2'], /a share above 0 and below 1/],
    ['a comma for a point', ['plan', '--share', '0,2'], /a share above 0 and below 1/],
    ['no number', ['plan', '--share', 'NaN'], /a share above 0 and below 1/],
    ['a list of nobody', ['plan', '--list-size', '0'], /a whole number from 1/],
    ['a list of fewer than nobody', ['plan', '--list-size=-5'], /a whole number from 1/],
    ['part of a customer', ['plan', '--list-size', '2.5'], /a whole number from 1/],
    ['no days', ['plan', '--horizon-days', '0'], /a whole number of days, from 1 to 36500/],
    ['half a day', ['plan', '--horizon-days', '0.5'], /a whole number of days, from 1 to 36500/],
    ['a change without its day', ['--exposed', 'country=PL'], /--since on which day/],
    ['a day without its change', ['--since', '2025-06-01'], /--since is the day of a change.*--exposed/],
    [
      'a day that does not exist',
      ['--exposed', 'country=PL', '--since', '2025-02-30'],
      /--since 2025-02-30: write a real day, such as/,
    ],
    ['a day written otherwise', ['--exposed', 'country=PL', '--since', '01.06.2025'], /since/],
    [
      'a rule of none',
      ['--exposed', 'mood=bad', '--since', '2025-06-01'],
      /no fact or case called "mood".*country=PL,RO/,
    ],
    ['a fact of nobody', ['--exposed', 'country', '--since', '2025-06-01'], /Write it as country=PL,RO/],
    ['a day of looking that does not exist', ['--as-of', '2025-02-30'], /2025-02-30/],
    ['a day of looking in words', ['clv', '--as-of', 'yesterday'], /yesterday/],
    ['an option of none', ['clv', '--power', '1.2'], /unknown option '--power'/],
  ] as const)('%s', async (_, options, says) => {
    const { code, err } = await refused(...options);
    expect(err).toMatch(says);
    expect(err).not.toMatch(/at .*\.ts:|undefined|\[object/);
    expect(code).toBe(2);
  });
});
