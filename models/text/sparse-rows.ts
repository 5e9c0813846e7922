/** Rows of few non-zero values: those of row i stand at `start[i]` to `start[i + 1]`. */
export interface SparseRows {
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly value: Float32Array;
}

/** Sparse rows that are still being written; room doubles where it is short. */
export class SparseWriter {
  private readonly ends: number[] = [0];
  private index: Int32Array;
  private value: Float32Array;
  private used = 0;

  /** @param room for so many values at first */
  constructor(room = 1 << 12) {
    this.index = new Int32Array(room);
    this.value = new Float32Array(room);
  }

  add(index: number, value: number): void {
    if (this.used === this.index.length) this.grow();
    this.index[this.used] = index;
    this.value[this.used++] = value;
  }

  endRow(): void {
    this.ends.push(this.used);
  }

  rows(): SparseRows {
    const { used } = this;
    return {
      start: Int32Array.from(this.ends),
      index: this.index.subarray(0, used),
      value: this.value.subarray(0, used),
    };
  }

  private grow(): void {
    const [index, value] = [new Int32Array(2 * this.used), new Float32Array(2 * this.used)];
    index.set(this.index);
    value.set(this.value);
    this.index = index;
    this.value = value;
  }
}
