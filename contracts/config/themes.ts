import { z } from 'zod';

/** Something that texts are about, with texts that show it: named by a person. */
const themeSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]*$/, 'only lower-case letters, digits, - and _')
    .describe('Stable id, used in reports and tables'),
  name: z.string().min(1).optional().describe('Title shown to people; default: the id'),
  reasons: z
    .array(z.string().min(1))
    .default([])
    .describe('Reasons of tickets that belong to it; a reason of no theme is a theme of its own'),
  ignore: z.boolean().default(false).describe('Not a theme: texts like its examples are ignored'),
  examples: z
    .record(z.string(), z.array(z.string().min(1)))
    .default({})
    .describe('Texts that show it, by language; `holdfast themes name` adds them, without names and numbers'),
});

/** Themes of what customers write; `holdfast themes propose` finds those that nobody has named yet. */
export const themesSchema = z
  .array(themeSchema)
  .default([])
  .refine(
    (themes) => new Set(themes.map(({ id }) => id)).size === themes.length,
    'two themes have the same id',
  )
  .refine((themes) => {
    const reasons = themes.flatMap((theme) => theme.reasons);
    return new Set(reasons).size === reasons.length;
  }, 'a reason belongs to two themes')
  .describe('What customers write about, in addition to the reasons of tickets');

export type ThemeConfig = z.infer<typeof themeSchema>;
