import type { SurveyHealth } from '../../../contracts/artefacts/survey-health.ts';
import { write } from '../../reports/format.ts';

/** Surveys that tell nothing of who answers, and what to map so that they do; nothing where there are none beside others. */
export function answersOnlyNote({ answersOnly, unknown }: SurveyHealth): string[] {
  if (unknown !== null || answersOnly.length === 0) return [];
  const names = answersOnly.map(
    ({ survey, channel, answers }) =>
      `${survey}${channel === null ? '' : ` by ${channel}`} (${write.count(answers)})`,
  );
  return [
    `In no response rate, since every row has an answer: ${names.join(', ')}. Map their invitations without an answer too (a row with an empty answered_at).`,
  ];
}
