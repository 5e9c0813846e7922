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

/**
 * Reasons that are about the statement, the catalogue, rights and room. Every other may quote a value of a row, as a failed cast
 * does: of these only the code and the file are repeated.
 */
const ofNoValue =
  /^(FAILED: |User: arn:|Queries of this type|The location|Query (cancelled|exhausted)|Insufficient (permissions|Lake ?Formation)|Athena gives no reason|Access ?Denied|The S3 location|Unable to verify|((SYNTAX|INTERNAL)_ERROR\w*|TYPE_MISMATCH|PERMISSION_DENIED|NOT_SUPPORTED|DIVISION_BY_ZERO|AMBIGUOUS_NAME|(\w+_)?NOT_FOUND|(\w+_)?ALREADY_EXISTS|(DUPLICATE|MISSING|MISMATCHED|EXCEEDED|TOO_MANY|COLUMN|EXPRESSION)_\w+|INVALID_(TABLE_PROPERTY|COLUMN_REFERENCE|LIMIT_CLAUSE)|CLUSTER_OUT_OF_MEMORY|HIVE_(CANNOT_OPEN_SPLIT|TOO_MANY_OPEN_PARTITIONS|METASTORE_ERROR|WRITER_OPEN_ERROR|EXCEEDED_\w+|COLUMN_ORDER_MISMATCH|PARTITION_SCHEMA_MISMATCH|INVALID_METADATA))\b)/i;

function withoutValues(reason: string): string {
  const line = reason.split('\n')[0]?.trim() ?? '';
  if (ofNoValue.test(line)) return line;
  const code = /^[A-Z][A-Z0-9_]+(?=:|$)/.exec(line)?.[0] ?? 'for a reason that its console shows';
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
