/**
 * Lower triangle of the products of columns, the upper left at 0, each summed in the order of the rows. A sum waits for
 * itself, so that four side by side take the time of one.
 * @param diagonal what the sums on the diagonal begin with
 */
export const lowerProducts = (
  left: readonly Float64Array[],
  right: readonly Float64Array[],
  diagonal = 0,
): number[][] =>
  left.map((column, j) => {
    const row = new Array<number>(left.length).fill(0);
    row[j] = diagonal;
    let k = 0;
    for (; k + 3 <= j; k += 4) addFour(row, k, column, right);
    for (; k <= j; k++) row[k] = productFrom(row[k], column, right[k]);
    return row;
  });

function addFour(row: number[], k: number, column: Float64Array, right: readonly Float64Array[]): void {
  const [a, b, c, d] = [right[k], right[k + 1], right[k + 2], right[k + 3]];
  let [ofA, ofB, ofC, ofD] = [row[k], row[k + 1], row[k + 2], row[k + 3]];
  for (let i = 0; i < column.length; i++) {
    const x = column[i];
    ofA += x * a[i];
    ofB += x * b[i];
    ofC += x * c[i];
    ofD += x * d[i];
  }
  row[k] = ofA;
  row[k + 1] = ofB;
  row[k + 2] = ofC;
  row[k + 3] = ofD;
}

function productFrom(start: number, a: Float64Array, b: Float64Array): number {
  let sum = start;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
