/** The longest number of days below `asked` that works, or null where none does. */
export function longestFitting(
  asked: number,
  available: number,
  works: (days: number) => boolean,
): number | null {
  for (let days = Math.min(asked - 1, available); days >= 1; days--) if (works(days)) return days;
  return null;
}
