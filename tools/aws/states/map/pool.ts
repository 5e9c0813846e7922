/**
 * Works through a stream, at most so many at once; takes the next one only when a place is free.
 * @throws what the first work to fail threw, and takes no more from then on
 */
export async function workThrough<T>(
  source: AsyncIterable<T>,
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  let running = 0;
  let failure: { readonly cause: unknown } | undefined;
  let wake = () => {};
  const begin = async (one: T) => {
    running++;
    try {
      await work(one);
    } catch (cause) {
      failure ??= { cause };
    }
    running--;
    wake();
  };
  const untilFewerThan = async (most: number) => {
    while (running >= most && !failure) {
      await new Promise<void>((woken) => {
        wake = woken;
      });
    }
    if (failure) throw failure.cause;
  };
  for await (const one of source) {
    void begin(one);
    await untilFewerThan(atOnce);
  }
  await untilFewerThan(1);
}
