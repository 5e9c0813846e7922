/** Lehmer's generator (minimal standard of Park and Miller 1988): the same numbers are a line of Python away. */
export function lehmerRows(rows: number, columns: number, seed: number): number[][] {
  let state = seed;
  const next = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  return Array.from({ length: rows }, () => Array.from({ length: columns }, next));
}
