import type { z } from 'zod';
import { ConfigError, HoldfastError } from '../contracts/errors.ts';
import { awsError } from '../platform/aws/errors.ts';
import { type Attempts, attemptsOfExecution } from './attempts.ts';
import { type Cloud, openCloud } from './cloud.ts';
import { logger, metrics } from './log.ts';
import { type Invocation, timeLimit } from './time-limit.ts';

/**
 * A Lambda handler: parses the event, acts, and maps what goes wrong. The state machine tries a `TransientError` again
 * and stops on every other; the message is written for the person whom the alarm reaches.
 * @param attemptsOf by which it finds what was killed before
 */
export const entry =
  <Event, Result>(
    schema: z.ZodType<Event>,
    act: (event: Event, cloud: Cloud) => Promise<Result>,
    attemptsOf: (event: Event, invocation: Invocation) => Attempts | undefined = attemptsOfExecution,
  ) =>
  async (raw: unknown, invocation: Invocation): Promise<Result> => {
    const { signal, done } = timeLimit(invocation);
    try {
      const event = parse(schema, raw);
      logger.appendKeys(event as Record<string, unknown>);
      return await act(event, openCloud(signal, attemptsOf(event, invocation)));
    } catch (error) {
      throw told(error);
    } finally {
      done();
      metrics.publishStoredMetrics();
      logger.resetKeys();
    }
  };

function parse<Event>(schema: z.ZodType<Event>, raw: unknown): Event {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'event'}: ${message}`);
  throw new ConfigError(`The event does not fit: ${faults.join('; ')}`);
}

/** Errors of the pipeline and of AWS as a person reads them; a fault of ours as it is, so that its stack is logged. */
function told(error: unknown): unknown {
  const known = error instanceof HoldfastError || (error as { $metadata?: unknown })?.$metadata !== undefined;
  const says = known ? awsError(error, 'finish the stage') : error;
  logger.error('failed', says instanceof Error ? says : String(says));
  return says;
}
