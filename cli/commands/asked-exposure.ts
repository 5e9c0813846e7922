import {
  type Exposure,
  exposingFacts,
  exposingMetrics,
  exposureSchema,
} from '../../contracts/config/exposures.ts';
import { nearest } from '../../contracts/config/nearest.ts';
import { day } from '../../contracts/config/values.ts';
import { ConfigError } from '../../contracts/errors.ts';

export interface ExposureOptions {
  readonly exposed?: string;
  readonly since?: string;
}

/**
 * A change named on the command line, as `country=PL,RO` and the day of it; none where neither is given.
 * @throws ConfigError for one without the other, or a rule that is none
 */
export function askedExposure({ exposed, since }: ExposureOptions): Exposure[] {
  if (exposed === undefined && since === undefined) return [];
  if (exposed === undefined)
    throw new ConfigError('--since is the day of a change: name the customers affected with --exposed');
  if (since === undefined) throw new ConfigError('--exposed: say with --since on which day the change came');
  if (!day.safeParse(since).success)
    throw new ConfigError(`--since ${since}: write a real day, such as 2026-01-31`);
  const [by = '', ...rest] = exposed.split('=');
  const known: readonly string[] = [...exposingFacts, ...exposingMetrics];
  if (!known.includes(by.trim()))
    throw new ConfigError(
      `--exposed ${exposed}: there is no fact or case called "${by.trim()}"${nearest(by.trim(), known)}; write one of ${known.join(', ')}, as country=PL,RO or late_delivery`,
    );
  const values = rest
    .join('=')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  const rule = {
    name: nameOf(exposed, since),
    by: by.trim(),
    since,
    ...(values.length === 0 ? {} : { values }),
  };
  const parsed = exposureSchema.safeParse(rule);
  if (parsed.success) return [parsed.data];
  throw new ConfigError(
    `--exposed ${exposed}: ${parsed.error.issues[0]!.message}. Write it as country=PL,RO, late_delivery, ticket, low_score or event=NAME`,
  );
}

const nameOf = (exposed: string, since: string): string =>
  `${exposed
    .replaceAll(/[^\w-]+/g, ' ')
    .trim()
    .slice(0, 60)} ${since}`;
