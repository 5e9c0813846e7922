import { literal } from './sql-text.ts';

/** Most text of ids in one query: Athena takes 262,144 bytes a statement. */
const mostBytes = 200_000;

/** Ids as SQL literals, as many at a time as one query may hold. */
export function inQueries(ids: readonly string[]): string[][] {
  const queries: string[][] = [];
  let room = 0;
  for (const id of ids.map(literal)) {
    const bytes = Buffer.byteLength(id) + 2;
    if (bytes > room) {
      queries.push([]);
      room = mostBytes;
    }
    queries.at(-1)!.push(id);
    room -= bytes;
  }
  return queries;
}
