import type { ObjectStore } from '../../contracts/ports/object-store.ts';

interface StoreCall {
  readonly method: 'get' | 'range' | 'put' | 'tag' | 'list' | 'delete';
  readonly key: string;
  /** Bytes read or written. */
  readonly bytes: number;
}

/** The same store, with every call to it in `calls`. */
export function countingStore(store: ObjectStore): { store: ObjectStore; calls: StoreCall[] } {
  const calls: StoreCall[] = [];
  const note = (method: StoreCall['method'], key: string, bytes = 0) =>
    void calls.push({ method, key, bytes });
  const counting: ObjectStore = {
    get: async (key) => {
      const bytes = await store.get(key);
      note('get', key, bytes?.length);
      return bytes;
    },
    range: (key, from, to) => {
      note('range', key, to - from);
      return store.range(key, from, to);
    },
    put: (key, bytes, options) => {
      note('put', key, typeof bytes === 'string' || bytes instanceof Uint8Array ? bytes.length : 0);
      return store.put(key, bytes, options);
    },
    tag: (key) => {
      note('tag', key);
      return store.tag(key);
    },
    list: (prefix) => {
      note('list', prefix);
      return store.list(prefix);
    },
    delete: (key) => {
      note('delete', key);
      return store.delete(key);
    },
    locate: store.locate,
  };
  return { store: counting, calls };
}
