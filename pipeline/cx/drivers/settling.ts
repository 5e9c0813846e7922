/** Days within which a case's times, reopenings and contacts count: what comes later is no longer waited for. */
export const caseDays = 14;
export const caseSeconds = caseDays * 86_400;

/** Seconds of a case, the fortnight at most. */
export const withinCase = (seconds: string): string => `least(${seconds}, ${caseSeconds})`;
