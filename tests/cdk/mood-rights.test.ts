import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { accessStatements } from '../../cdk/constructs/access.ts';
import { shapesOf } from '../../cdk/constructs/shapes.ts';
import { deployment } from '../../cdk/deployment.ts';
import { DataStack } from '../../cdk/stacks/data.ts';
import { readConfig } from '../../contracts/config/read-config.ts';
import { sentimentSchema } from '../../contracts/config/sentiment.ts';
import { stages } from '../../contracts/stages.ts';
import { synthContext } from './synthesised.ts';

const settings = deployment({ name: 'cloud', business: 'holdfast.yaml' });
const business = readConfig(readFileSync('cdk/holdfast.yaml', 'utf8'), 'holdfast.yaml');
const env = { account: '000000000000', region: 'eu-central-1' };
const data = new DataStack(new App({ context: synthContext() }), 'data', {
  env,
  deployment: settings,
  business,
});

/** What a function may do where moods are read by someone, beyond what it may where the own model reads. */
function moreOf(name: string, said: object): unknown[] {
  const { access } = shapesOf(stages)[name]!;
  const statements = (sentiment: object) =>
    accessStatements(access, data, settings, { sentiment: sentimentSchema.parse(sentiment) }).map((one) =>
      JSON.parse(
        JSON.stringify(data.resolve(one.toStatementJson())).replaceAll('{"Ref":"AWS::Partition"}', '"aws"'),
      ),
    );
  const before = statements({}).map((one) => JSON.stringify(one));
  return statements(said).filter((one) => !before.includes(JSON.stringify(one)));
}

const flat = (statements: readonly unknown[]) =>
  JSON.stringify(statements).replace(
    /\{"Fn::Join":\["",\[(.*?)\]\]\}/g,
    (_, parts: string) => `"${parts.replaceAll(/","|"/g, '')}"`,
  );

describe('a deployment whose config chooses a service to read moods by', () => {
  it.each(['texts', 'pulse'])('lets %s ask it about moods, and keep its answers', (name) => {
    const comprehend = flat(moreOf(name, { reader: 'comprehend' }));
    expect(comprehend).toContain(
      '"Action":"comprehend:BatchDetectSentiment","Effect":"Allow","Resource":"*"',
    );
    expect(comprehend).toContain('answers/*');
    expect(comprehend).not.toContain('bedrock');
    const model = { reader: 'bedrock', model: 'amazon.nova-micro-v1:0' };
    const own = flat(moreOf(name, model));
    expect(own).toContain('arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-micro-v1:0');
    expect(own).not.toMatch(/comprehend|inference-profile|bedrock:\*/);
    expect(flat(moreOf(name, { ...model, region: 'us-east-1' }))).toContain(
      'arn:aws:bedrock:us-east-1::foundation-model/',
    );
    const profile = flat(moreOf(name, { reader: 'bedrock', model: 'eu.amazon.nova-micro-v1:0' }));
    expect(profile).toContain(
      'arn:aws:bedrock:eu-central-1:000000000000:inference-profile/eu.amazon.nova-micro-v1:0',
    );
    expect(profile).toContain('arn:aws:bedrock:*::foundation-model/amazon.nova-micro-v1:0');
  });

  it('lets no other function do so', () => {
    const others = Object.keys(shapesOf(stages)).filter((name) => name !== 'texts' && name !== 'pulse');
    for (const name of others) expect(moreOf(name, { reader: 'comprehend' }), name).toEqual([]);
  });

  it('and where the own model reads, nobody', () => {
    const all = Object.values(shapesOf(stages)).flatMap(({ access }) =>
      accessStatements(access, data, settings, { sentiment: sentimentSchema.parse({}) }),
    );
    expect(JSON.stringify(data.resolve(all.map((one) => one.toStatementJson())))).not.toMatch(
      /comprehend|bedrock|answers/,
    );
  });
});
