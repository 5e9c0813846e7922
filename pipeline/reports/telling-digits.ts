const most = 9;

/** Digits after the point, at least so many, with which none of the values that is not zero is written as zero. */
export function tellingDigits(least: number, ...values: readonly number[]): number {
  const told = values.filter((value) => Number.isFinite(value) && value !== 0);
  for (let digits = least; digits < most; digits++)
    if (told.every((value) => Number(value.toFixed(digits)) !== 0)) return digits;
  return most;
}
