import { expect, it } from 'vitest';
import { sentimentSchema } from '../../contracts/config/sentiment.ts';

const faultsOf = (said: object): string[] =>
  sentimentSchema.safeParse(said).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ??
  [];

it('the own model reads moods where nothing else is chosen; a service takes its region, Bedrock a model', () => {
  expect(sentimentSchema.parse({})).toEqual({ reader: 'own' });
  const chosen = [
    { reader: 'comprehend' },
    { reader: 'comprehend', region: 'us-gov-west-1' },
    { reader: 'bedrock', model: 'eu.amazon.nova-micro-v1:0', region: 'eu-central-1' },
    { reader: 'bedrock', model: 'anthropic.claude-3-haiku-20240307-v1:0' },
  ] as const;
  for (const one of chosen) expect(sentimentSchema.parse(one)).toEqual(one);
});

it.each([
  [{ reader: 'bedrock' }, 'model: name the model that Bedrock is to ask'],
  [{ reader: 'comprehend', model: 'amazon.nova-micro-v1:0' }, 'model: only `reader: bedrock` takes a model'],
  [{ region: 'eu-central-1' }, 'region: the own model asks no region'],
  [{ reader: 'comprehend', region: 'Frankfurt' }, 'region: the name of a region, such as eu-central-1'],
  [{ reader: 'bedrock', model: 'arn:aws:bedrock:*::foundation-model/*' }, 'model: the id of a model'],
  [{ reader: 'bedrock', model: 'nova' }, 'model: the id of a model'],
])('refuses %o', (said, fault) => {
  expect(faultsOf(said).join('\n')).toContain(fault);
});
