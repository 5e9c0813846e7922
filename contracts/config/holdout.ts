import { z } from 'zod';
import { days } from './values.ts';

const chance = z
  .number()
  .min(0)
  .lt(
    1,
    'write a share below 1, such as 0.1 for 10%: at 1 everybody is held out and nobody contacted, and there is nothing to compare',
  );

const parts = z.number().int().min(1).max(20);

const salt = z
  .string()
  .min(1)
  .default('holdfast')
  .describe('Change it to draw again; arms drawn before stay');

const strataShape = {
  strata: parts.default(5).describe('Parts of equal size by value within which customers are drawn'),
  riskStrata: parts.default(2).describe('Parts of each of these by probability of leaving'),
  salt,
};

export const holdoutSchema = z.strictObject({
  share: chance.default(0.1).describe('Probability of being held out'),
  ...strataShape,
});

/** Customers whom no campaign contacts, so that the effect of all campaigns together can be measured. */
export const globalControlSchema = z.strictObject({
  share: chance.gt(0, 'a global control group of nobody compares nothing: leave it out').max(0.5),
  ...strataShape,
  horizonDays: days.default(365).describe('A customer is drawn again after this many days'),
});
