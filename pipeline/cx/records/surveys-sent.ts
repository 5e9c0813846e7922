import { fillSlots } from './fill-slots.ts';
import sql from './surveys-sent.sql';

/** From so many rows of a survey of which each has an answer, those without one were not delivered. */
const fewestRows = 20;

/** Surveys by channel with `is_sent`; what came as answers only says nothing of who answers. */
export const surveysSent: string = fillSlots(sql.replace(/^ *--.*\n/gm, '').trimEnd(), {
  fewest: fewestRows,
});
