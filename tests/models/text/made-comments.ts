import { randomStream } from '../../../models/numerics.ts';
import { type Language, languages } from '../../../simulator/plan.ts';
import { themes } from '../../../simulator/texts/phrases.ts';
import { writeText } from '../../../simulator/texts/write-text.ts';

export interface MadeComments {
  readonly texts: string[];
  readonly labels: string[];
  readonly languages: Language[];
}

/** Comments as the simulated customers write them, with typos, irony and mixed languages; two classes, one rarer. */
export function madeComments(count: number, purpose: string, only?: readonly Language[]): MadeComments {
  const random = randomStream(5, purpose);
  const made: MadeComments = { texts: [], labels: [], languages: [] };
  const written = only ?? languages;
  for (let i = 0; i < count; i++) {
    const language = written[i % written.length];
    const feeling = random.uniform() < 0.35 ? -0.7 : 0.6;
    made.texts.push(writeText({ language, theme: themes[random.integer(themes.length)], feeling }, random));
    made.labels.push(feeling > 0 ? 'happy' : 'unhappy');
    made.languages.push(language);
  }
  return made;
}
