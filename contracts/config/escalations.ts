import { z } from 'zod';
import { whoSchema } from './plays.ts';
import { days, share } from './values.ts';

/** Complaints of customers of high value, which somebody is to answer at once. */
export const escalationsSchema = z.strictObject({
  highValueShare: share
    .gt(0)
    .default(0.2)
    .describe('The most valuable share of active customers, by CLV if kept'),
  sentimentBelow: z
    .number()
    .min(-1)
    .max(0)
    .default(-0.5)
    .describe('A support case or an answer with sentiment below this; sentiment runs from −1 to 1'),
  npsAtMost: z.number().min(0).max(10).default(4).describe('Answers at or below this, 0 to 10'),
  csatAtMost: z.number().min(1).max(7).default(2).describe('Answers at or below this, on their own scale'),
  unresolvedDays: days.default(3).describe('Support cases open for this many days'),
  withinDays: days.default(14).describe('Texts and answers older than this are no longer escalated'),
  answerHours: z
    .number()
    .int()
    .min(1)
    .max(720)
    .default(24)
    .describe('Hours from the date of the list to the deadline'),
  queue: z.string().min(1).default('retention').describe('Who answers, where no queue of `queues` matches'),
  queues: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        if: whoSchema.describe('Facts that must hold; in a list of sets, one set'),
      }),
    )
    .default([])
    .describe('The first whose facts hold takes the escalation'),
});

export type EscalationsConfig = z.infer<typeof escalationsSchema>;
