import type { Feature } from '../contracts/feature.ts';
import { wordsOf } from '../pipeline/recognise/column-words.ts';
import { dayText } from './parts.ts';
import type { TablePlan } from './plan.ts';

/** Each column as a feature of the catalogue's kind, with the words of its reason: one column, one group. */
export function featuresOf({ features, today, split }: TablePlan): Feature[] {
  const since = today === null ? `the row's ${split.kind === 'dates' ? split.name : 'day'}` : dayText(today);
  return features.map(({ name, kind }) => {
    const said = name.replace(/[{}]/g, '');
    const what = kind === 'date' ? `${said} lies {value} before ${since}` : `${said} is {value}`;
    const usual = kind === 'category' ? 'most have {usual}' : 'a typical customer: {usual}';
    return {
      name,
      family: 'table',
      kind: kind === 'category' ? 'category' : 'number',
      means: name,
      unit: kind === 'date' ? 'days' : '',
      needs: [`table.${wordsOf(name).join('_')}`],
      group: name,
      reason: { what, usual, when: 'any', format: kind === 'date' ? 'days' : 'number' },
    };
  });
}
