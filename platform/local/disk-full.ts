/** Whether a disk or quota is used up: a fault of the machine, not of an input or a query. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && /\b(ENOSPC|EDQUOT)\b|No space left on device/i.test(error.message);
