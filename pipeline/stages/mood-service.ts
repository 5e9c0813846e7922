import type { SentimentConfig } from '../../contracts/config/sentiment.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import type { MoodService } from '../../contracts/ports/mood-service.ts';
import type { RunEnvironment } from './run.ts';

/**
 * The service that the config chooses to read moods by; null where the business's own model reads.
 * @throws HoldfastError where it cannot be opened
 */
export async function chosenService(
  sentiment: SentimentConfig,
  { openMoodService }: Pick<RunEnvironment, 'openMoodService'>,
): Promise<MoodService | null> {
  if (sentiment.reader === 'own') return null;
  if (openMoodService !== undefined) return openMoodService(sentiment);
  throw new HoldfastError(`cx.sentiment.reader is ${sentiment.reader}, which cannot be reached from here`);
}
