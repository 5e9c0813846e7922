import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTypes } from './check-types.ts';
import { execute, runtime } from './execute.ts';
import { moduleOfCells } from './module-of-cells.ts';
import { readNotebook, withOutputs, withoutPictures, withStoredPictures, writeNotebook } from './notebook.ts';

const folder = join(import.meta.dirname, '../../notebooks');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ipynb'))
  .map((file) => file.slice(0, -'.ipynb'.length));

const notebooks = names.map((name) => {
  const file = join(folder, `${name}.ipynb`);
  const stored = readNotebook(readFileSync(file, 'utf8'));
  const { text, placeOf } = moduleOfCells(stored, runtime);
  return { name, file, stored, placeOf, module: { path: join(folder, `${name}.cells.ts`), text } };
});

/** More than any machine needs: time decides nothing here. */
const timeout = 600_000;

/** `npm run notebooks` writes the outputs anew; an output that is no longer what its cell gives fails here. */
describe('notebooks', { timeout }, () => {
  it('have cells without a type error', () => {
    const found = checkTypes(notebooks.map(({ module }) => module));
    const problems = found.map(({ path, line, message }) => {
      const { name, placeOf } = notebooks.find(({ module }) => module.path === path)!;
      const place = placeOf(line);
      return `${name}.ipynb, cell ${place.cell}, line ${place.line}: ${message}`;
    });
    expect(problems).toEqual([]);
  });

  it.each(notebooks)('$name runs and holds what its cells give', async ({ name, file, stored, module }) => {
    const fresh = withOutputs(stored, await execute(module));
    const settled = writeNotebook(withStoredPictures(fresh, stored));
    await expect(settled)
      .toMatchFileSnapshot(file)
      .catch((mismatch) => {
        const advice = `${name}.ipynb does not hold what its cells give: npm run notebooks writes it anew`;
        expect(withoutPictures(fresh), advice).toEqual(withoutPictures(stored));
        throw mismatch;
      });
  });
});
