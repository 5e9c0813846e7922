/** Gives an array of a size, the same one each time while the size does not grow: fresh pages cost more than the sums written to them. */
export function scratch(): (size: number) => Float32Array<ArrayBuffer> {
  let kept = new Float32Array(0);
  return (size) => {
    if (kept.length < size) kept = new Float32Array(size);
    return kept.subarray(0, size);
  };
}
