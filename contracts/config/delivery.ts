import { z } from 'zod';
import { destinationNames } from '../destinations/destinations.ts';

/** A file of a list for another tool: which list, in whose form, under which headers. */
export const deliverySchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'lower-case letters, digits and -, at most 60')
    .describe('Name of the file'),
  to: z.enum(destinationNames).describe('The tool whose import rules the file follows; see docs/delivery.md'),
  list: z.enum(['at-risk', 'win-back']).default('at-risk'),
  campaign: z
    .string()
    .optional()
    .describe('Only the customers whom this campaign lists; default: all of the list'),
  columns: z
    .record(z.string().min(1), z.string().min(1))
    .refine((columns) => Object.keys(columns).length > 0, 'names no column')
    .optional()
    .describe("Header: column of the list (docs/lists.md), in the file's order; default: the tool's"),
});

export type Delivery = z.infer<typeof deliverySchema>;
