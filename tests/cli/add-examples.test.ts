import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { addExamples } from '../../cli/add-examples.ts';
import { ConfigError } from '../../contracts/errors.ts';

const proposal = {
  id: 'en-1a2b3c',
  language: 'en',
  texts: 9,
  otherIds: [],
  isNew: true,
  phrases: ['app'],
  examples: ['the app crashes', 'no login: error'],
};
const named = { id: 'app', ignore: false, proposal };

it('adds to a theme in its place: comments, other languages and what was there stay', () => {
  const config =
    'themes:\n  - id: app\n    examples:\n      de:\n        - die App\n      en:\n        # ours\n        - one # mine\n';
  const text = addExamples(config, { ...named, title: 'The app' });
  expect(text).toContain('# ours\n        - one # mine\n        - the app crashes');
  expect(parse(text)).toEqual({
    themes: [
      {
        id: 'app',
        name: 'The app',
        examples: { de: ['die App'], en: ['one', 'the app crashes', 'no login: error'] },
      },
    ],
  });
});

it('the same group twice is the same config', () => {
  const once = addExamples('version: 1\nthemes:\n', named);
  expect(addExamples(once, named)).toBe(once);
});

it.each([
  ['all themes', 'old: &t [{id: price}]\nthemes: *t\n'],
  ['a theme', 'old: &t {id: app, examples: {en: [one]}}\nthemes: [*t]\n'],
  ['examples', 'old: &t {en: [one]}\nthemes: [{id: app, examples: *t}]\n'],
  [
    'examples that another theme has too',
    'themes: [{id: app, examples: {en: &t [one]}}, {id: web, examples: {en: *t}}]\n',
  ],
])('an alias in the way is refused, not lost: %s', (_, config) => {
  expect(() => addExamples(config, named)).toThrow(ConfigError);
  expect(() => addExamples(config, named)).toThrow('anchors and aliases');
});

it('a group without an example that may be kept is refused', () => {
  expect(() => addExamples('version: 1\n', { ...named, proposal: { ...proposal, examples: [] } })).toThrow(
    'Nothing of the texts of en-1a2b3c may be kept',
  );
});
