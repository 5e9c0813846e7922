import { expect, it } from 'vitest';
import { wordedScale } from '../../../pipeline/recognise/worded-scale.ts';

const pointsOf = (values: readonly string[]) => {
  const scale = wordedScale(values);
  return scale && [scale.of, scale.highest, ...values.map((value) => scale.points.get(value))];
};

it.each([
  ['Very dissatisfied', 'Dissatisfied', 'Neutral', 'Satisfied', 'Very satisfied'],
  [
    'very_unsatisfied',
    'somewhat_dissatisfied',
    'Neither satisfied nor dissatisfied',
    'SATISFIED',
    'very satisfied',
  ],
  ['Not at all satisfied', 'Not so satisfied', 'Somewhat satisfied', 'Very satisfied', 'Extremely satisfied'],
  ['Sehr unzufrieden', 'Eher unzufrieden', 'Weder noch', 'Eher zufrieden', 'Sehr zufrieden'],
  [
    'Bardzo niezadowolona',
    'Niezadowolona',
    'Ani zadowolona, ani niezadowolona',
    'Zadowolona',
    'Bardzo zadowolona',
  ],
  ['Foarte nemulțumit', 'Nemulțumit', 'Neutru', 'Mulțumit', 'Foarte mulțumit'],
  ['Очень недоволен', 'Недоволен', 'Нейтрально', 'Доволен', 'Очень доволен'],
  [
    'Molto insoddisfatto',
    'Insoddisfatto',
    'Né soddisfatto né insoddisfatto',
    'Soddisfatto',
    'Molto soddisfatto',
  ],
  ['Muy insatisfecho', 'Insatisfecho', 'Ni satisfecho ni insatisfecho', 'Satisfecho', 'Muy satisfecho'],
  ['Très insatisfait', 'Plutôt insatisfait', 'Neutre', 'Plutôt satisfait', 'Très satisfait'],
  ['Muito insatisfeito', 'Insatisfeito', 'Indiferente', 'Satisfeito', 'Muito satisfeito'],
  ['Zeer ontevreden', 'Ontevreden', 'Neutraal', 'Tevreden', 'Zeer tevreden'],
])('the words of satisfaction are points, from %s to %s', (...values) => {
  expect(pointsOf(values)).toEqual(['satisfaction', 5, 1, 2, 3, 4, 5]);
});

it.each([
  ['ease', 5, ['Very difficult', 'Easy', 'Very easy'], [1, 4, 5]],
  ['ease', 5, ['Bardzo trudno', 'Łatwo', 'Bardzo łatwo'], [1, 4, 5]],
  ['agreement', 5, ['Strongly disagree', 'Disagree', 'Agree', 'Strongly agree'], [1, 2, 4, 5]],
  ['agreement', 5, ["Pas du tout d'accord", "D'accord", "Tout à fait d'accord"], [1, 4, 5]],
  ['satisfaction', 7, ['Extremely dissatisfied', 'Slightly satisfied', 'Moderately satisfied'], [1, 5, 6]],
  ['satisfaction', 5, ['Somewhat satisfied', 'Very satisfied', 'Extremely satisfied'], [3, 4, 5]],
] as const)('of a scale of %s with %i points, those that are used count', (of, highest, values, points) => {
  expect(pointsOf(values)).toEqual([of, highest, ...points]);
});

it.each([
  ['another word', ['Very satisfied', 'Satisfied', 'Dissatisfied', 'n/a']],
  ['two points alone', ['Satisfied', 'Dissatisfied']],
  ['moods', ['positive', 'neutral', 'negative']],
  ['levels', ['easy', 'medium', 'hard']],
  ['how likely', ['Very likely', 'Likely', 'Unlikely']],
])('no scale is seen in %s', (_, values) => {
  expect(wordedScale(values)).toBeNull();
});
