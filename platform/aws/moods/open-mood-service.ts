import { setTimeout } from 'node:timers/promises';
import { ConfigError } from '../../../contracts/errors.ts';
import type { OpenMoodService } from '../../../contracts/ports/mood-service.ts';
import { clientSettings } from '../client-settings.ts';

/** The service that reads moods, with the credentials of whoever asks. Its client is loaded only here, where a config chooses it. */
export const openMoodService: OpenMoodService = async ({ reader, model, region }) => {
  const settings = { ...clientSettings(), ...(region === undefined ? {} : { region }) };
  if (reader === 'comprehend') {
    const { ComprehendClient } = await import('@aws-sdk/client-comprehend');
    const { comprehendMoods } = await import('./comprehend.ts');
    return comprehendMoods({ client: new ComprehendClient(settings), wait: setTimeout });
  }
  if (reader === 'bedrock' && model !== undefined) {
    const { BedrockRuntimeClient } = await import('@aws-sdk/client-bedrock-runtime');
    const { bedrockMoods } = await import('./bedrock.ts');
    return bedrockMoods({ client: new BedrockRuntimeClient(settings), model });
  }
  throw new ConfigError(`cx.sentiment.reader is ${reader}: there is no such service`);
};
