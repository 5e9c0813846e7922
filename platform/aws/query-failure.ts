import type { QueryExecution } from '@aws-sdk/client-athena';
import { HoldfastError, TransientError } from '../../contracts/errors.ts';

/**
 * Why a query failed or was cancelled, with its id, so that an engineer finds it in Athena's console.
 * `AthenaError.Retryable` and S3's own throttling decide whether it may be tried again.
 */
export function queryFailure(execution: QueryExecution, doing: string): HoldfastError {
  const { QueryExecutionId: id = 'unknown', Status = {}, WorkGroup = 'primary' } = execution;
  const reason = Status.StateChangeReason ?? Status.AthenaError?.ErrorMessage ?? 'Athena gives no reason';
  const said = `Athena could not ${doing}: ${withoutValues(reason)} (query ${id})`;
  if (Status.State === 'CANCELLED') return cancelled(reason, { said, doing, id, workgroup: WorkGroup });
  if (Status.AthenaError?.Retryable === true || isThrottledByS3(reason)) return new TransientError(said);
  return new HoldfastError(`${said}${adviceFor(reason)}`);
}

interface Cancelled {
  readonly said: string;
  readonly doing: string;
  readonly id: string;
  readonly workgroup: string;
}

function cancelled(reason: string, { said, doing, id, workgroup }: Cancelled): HoldfastError {
  if (!/bytes scanned limit/i.test(reason))
    return new HoldfastError(`${said}. Somebody stopped it; run again.`);
  return new HoldfastError(
    `To ${doing}, Athena would read more than the workgroup ${workgroup} allows a query (query ${id}). Raise \`limits.scanGigabytesPerQuery\` in the deployment's config and deploy again, or give the raw files as Parquet, of which only the needed columns are read.`,
  );
}

const isThrottledByS3 = (reason: string): boolean =>
  /\bSlowDown\b|reduce your request rate|Status Code: 503/i.test(reason);

/** Refusals that may quote a value of a row; of these only the code and the file are repeated. */
const ofValues =
  /^(INVALID_CAST_ARGUMENT|INVALID_(FUNCTION_)?ARGUMENTS?|NUMERIC_VALUE_OUT_OF_RANGE|HIVE_(BAD_DATA|CURSOR_ERROR|UNKNOWN_ERROR|INVALID_PARTITION_VALUE)|CONSTRAINT_VIOLATION|GENERIC_INTERNAL_ERROR|JSON_\w+_ERROR|PATH_EVALUATION_ERROR)\b/;

function withoutValues(reason: string): string {
  const line = reason.split('\n')[0]?.trim() ?? '';
  const code = ofValues.exec(line)?.[0];
  if (code === undefined) return line;
  const file = /s3:\/\/[\w.\-/=%+]+/.exec(line)?.[0];
  return file === undefined ? code : `${code} (${file})`;
}

function adviceFor(reason: string): string {
  if (/HIVE_TOO_MANY_OPEN_PARTITIONS/.test(reason))
    return '. Athena writes at most a hundred as-of dates at once: lower training.origins.';
  if (/EXCEEDED_|exhausted resources/i.test(reason))
    return '. The query needs more memory than Athena gives one; look from fewer as-of dates (training.origins) or map fewer sources.';
  return '';
}
