/**
 * Works through a stream, at most so many at once; takes the next one only when a place is free.
 * @throws what the first work to fail threw, and takes no more from then on
 */
export async function workThrough<T>(
  source: AsyncIterable<T>,
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const iterator = source[Symbol.asyncIterator]();
  let over = false;
  const worker = async () => {
    while (!over) {
      const { done, value } = await iterator.next();
      if (done) return;
      await work(value);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    over = true;
  }
}
