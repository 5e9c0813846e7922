import type { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { profileGeographies, type SentimentConfig } from '../../contracts/config/sentiment.ts';
import { allow } from './statement.ts';

/** What asking the service takes that the config chooses to read moods by; nothing where the own model reads. */
export function moodStatements({ reader, model, region }: SentimentConfig, stack: Stack): PolicyStatement[] {
  // Comprehend's call has no resource to name.
  if (reader === 'comprehend') return [allow(['comprehend:BatchDetectSentiment'], ['*'])];
  if (reader !== 'bedrock' || model === undefined) return [];
  return [allow(['bedrock:InvokeModel'], modelArns(model, region ?? stack.region, stack))];
}

/** A model in its region; or an inference profile, and its model in whichever region the profile takes a call to. */
function modelArns(model: string, region: string, stack: Stack): string[] {
  const bedrock = (
    at: { readonly region: string; readonly account?: string },
    resource: string,
    name: string,
  ) => stack.formatArn({ service: 'bedrock', account: '', ...at, resource, resourceName: name });
  const geography = profileGeographies.find((one) => model.startsWith(`${one}.`));
  if (geography === undefined) return [bedrock({ region }, 'foundation-model', model)];
  return [
    bedrock({ region, account: stack.account }, 'inference-profile', model),
    bedrock({ region: '*' }, 'foundation-model', model.slice(geography.length + 1)),
  ];
}
