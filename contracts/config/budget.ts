import { z } from 'zod';

const nobody = 'a budget of 0 contacts nobody: give more, pause the campaign or leave it out';

/** What a campaign may spend on those it draws. Held-out customers cost nothing, and their share is planned for. */
export const budgetSchema = z.strictObject({
  contacts: z.number().int().min(1, nobody).optional().describe('Customers contacted'),
  money: z.number().gt(0, nobody).optional().describe('Contacts and offers, reporting currency'),
  hours: z.number().gt(0, nobody).optional().describe('Of agents, by the `minutes` of the plays'),
  channels: z
    .record(z.string().min(1), z.number().int().min(1, nobody))
    .optional()
    .describe('Customers contacted through each channel; a channel that is not named has no limit'),
});

export type Budget = z.infer<typeof budgetSchema>;
