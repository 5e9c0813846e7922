/** Whether a disk or quota is used up, or a file may not grow further: a fault of the machine, not of an input or a query. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  /\b(ENOSPC|EDQUOT|EFBIG)\b|No space left on device|Disk quota exceeded|File too large/i.test(error.message);
