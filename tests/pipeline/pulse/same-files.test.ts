import { expect, it } from 'vitest';
import type { RawFile } from '../../../contracts/ports/raw-files.ts';
import { sameFiles } from '../../../pipeline/pulse/same-files.ts';
import { digestOf } from '../../../platform/take-stock.ts';

function folder(texts: Readonly<Record<string, string>>) {
  const read: string[] = [];
  const files = Object.entries(texts).map(
    ([location, text]): RawFile => ({
      ...{ location, tag: text, landedAt: 0, size: text.length },
      digest: async () => {
        read.push(location);
        if (text.startsWith('!')) throw new Error('gone');
        return digestOf(
          (async function* () {
            yield Buffer.from(text);
          })(),
          'csv',
        );
      },
    }),
  );
  const among = (...fresh: string[]) => sameFiles(files, ({ location }) => fresh.includes(location));
  return { among, read };
}

it('new files that hold what another holds are found, and no others are read than those of their size', async () => {
  const [one, two] = ['id\n1\n', 'id\n2\n'];
  const { among, read } = folder({ a: one, b: two, c: one, d: 'id\n12\n', e: one });
  expect(await among('c')).toEqual([{ file: 'c', of: 'a' }]);
  expect(read).toEqual(['a', 'b', 'e', 'c']);
  // what was there is held against, whatever its place
  expect(await among('a', 'c')).toEqual([
    { file: 'a', of: 'e' },
    { file: 'c', of: 'e' },
  ]);
  expect(await among('d')).toEqual([]);
  expect(await among()).toEqual([]);
});

it('of very many files of one size none is read', async () => {
  const row = (i: number) => [`f${i}`, `id\n${i + 100}\n`];
  const many = (n: number) => folder(Object.fromEntries(Array.from({ length: n }, (_, i) => row(i))));
  const [some, more] = [many(50), many(51)];
  await some.among('f3');
  await more.among('f3');
  expect([some.read.length, more.read.length]).toEqual([50, 0]);
});

it('files of a header alone, and those that cannot be read, are no copies', async () => {
  const { among } = folder({ a: 'id\n', b: 'id\n', c: '!1\n', d: '!1\n' });
  expect(await among('b', 'd')).toEqual([]);
});
