import { z } from 'zod';
import { factWords, type PlayFact, playFacts } from '../play-facts.ts';
import { reasonGroups } from '../reason-groups.ts';
import { byLanguage } from './by-language.ts';
import { nearest } from './nearest.ts';
import { share } from './values.ts';

/** Refuses a name that is not among the known ones, and says what is. */
const oneOf = (what: string, known: readonly string[]) =>
  z.string().refine((name) => known.includes(name), {
    error: ({ input }) =>
      `there is no ${what} ${String(input)}${nearest(String(input), known)}; known: ${known.join(', ')}`,
  });

const numberCondition = z
  .strictObject({ atLeast: z.number().optional(), atMost: z.number().optional() })
  .refine(
    ({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined,
    'give atLeast, atMost or both',
  )
  .refine(({ atLeast = -Infinity, atMost = Infinity }) => atLeast <= atMost, 'atLeast is above atMost');
const textCondition = z.strictObject({
  is: z
    .union([z.string(), z.array(z.string()).min(1)])
    .describe('A text, or a list of texts one of which must match'),
});

const factNames = Object.keys(playFacts);

type Condition = z.infer<typeof numberCondition> | z.infer<typeof textCondition>;

/** What is wrong with what is asked of a fact; null: nothing. */
function faultOf(fact: PlayFact, condition: Condition): string | null {
  if (!('is' in condition)) return playFacts[fact] === 'text' ? `${fact} is text: write { is: … }` : null;
  if (playFacts[fact] === 'number') return `${fact} is a number: write { atLeast: … } or { atMost: … }`;
  const words = factWords[fact];
  const odd = [condition.is].flat().find((word) => words && !words.includes(word));
  if (words === undefined || odd === undefined) return null;
  return `there is no ${fact} ${odd}${nearest(odd, words)}; known: ${words.join(', ')}`;
}

/** Facts and what each must be; all of them must hold. A fact that is not known holds nothing. */
const conditionsSchema = z
  .record(oneOf('fact', factNames), z.union([numberCondition, textCondition]))
  .superRefine((conditions, context) => {
    for (const [fact, condition] of Object.entries(conditions)) {
      const message = fact in playFacts ? faultOf(fact as PlayFact, condition) : null;
      if (message !== null) context.addIssue({ code: 'custom', path: [fact], message });
    }
  });

/** Whom something is for: facts that must hold; of a list of such, one set of them. */
export const whoSchema = z.union([conditionsSchema, z.array(conditionsSchema).min(1)]);

/** What a play offers, and what it takes of the margin. */
const offerSchema = z.strictObject({
  name: byLanguage.describe('What is offered, by language'),
  cost: z.number().min(0).describe('Reduction of the margin where accepted, reporting currency'),
  acceptedShare: share.default(1).describe('Share of the contacted who accept it'),
});

/** Channel of plays that leave a customer alone. */
export const noChannel = 'none';

export const playSchema = z.strictObject({
  name: z.string().min(1),
  channel: z.string().min(1).describe('none: customers with this play are left alone'),
  when: z
    .array(oneOf('group of reasons', reasonGroups))
    .default([])
    .describe('Reason groups this play answers; empty: any'),
  if: whoSchema.optional().describe('Facts that must hold; in a list of sets, one set'),
  cost: z
    .number()
    .min(0)
    .optional()
    .describe(
      'Cost of a contact, reporting currency; a contact that costs more than it can save is not proposed',
    ),
  message: byLanguage
    .optional()
    .describe('Your message, or its name in the tool that sends it, by language; lists repeat it'),
  offer: offerSchema.optional().describe('In place of costPerOffer and acceptedShare of the campaign'),
  perWeek: z
    .number()
    .int()
    .min(1, '0 contacts a week: leave the play out instead')
    .optional()
    .describe('Contacts that it can make in a week, over all lists; default: any number'),
  minutes: z.number().min(0).optional().describe("Minutes of an agent's time for a contact; default: none"),
});

export type Play = z.infer<typeof playSchema>;
export type PlayConditions = z.infer<typeof conditionsSchema>;
export type Who = z.infer<typeof whoSchema>;
