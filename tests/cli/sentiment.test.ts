import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';

const things = ['parcel', 'courier', 'invoice', 'shop', 'app', 'refund', 'shoe', 'lamp', 'chair', 'mug'];
const said = {
  en: { glad: 'is lovely, thank you', sad: 'is broken and late', so: 'is as expected' },
  pl: { glad: 'jest wspaniałe, dziękuję', sad: 'jest zepsute i spóźnione', so: 'jest jak w opisie' },
} as const;

/** Comments in two languages, whose words say what they are; a comma and a quote in each. */
function rows(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, k) => {
    const i = k + from;
    const language = i % 2 === 0 ? 'en' : 'pl';
    const label = (['glad', 'sad', 'so'] as const)[i % 3]!;
    const thing = things[i % things.length]!;
    return `"${thing} ""${i}"", ${said[language][label]}",${label},${language}`;
  });
}

const csv = (lines: readonly string[]): string => ['comment,mood,lang', ...lines].join('\n');

async function sentiment(files: readonly string[], ...options: string[]) {
  const folder = scratchFolder();
  const out = join(folder, 'out');
  const paths = files.map((text, i) => writeText(folder, `comments-${i}.csv`, text));
  const { code, out: printed, err } = await holdfast('sentiment', ...paths, '--out', out, ...options);
  return { code, printed, err, out };
}

const columns = ['--text', 'comment', '--label', 'mood', '--language', 'lang'];

describe('labelled comments in flat files', () => {
  it('teach a model that is tested on the second file, by language, and reported', async () => {
    const files = [csv(rows(300)), csv(rows(90, 300))];
    const { code, printed, err, out } = await sentiment(files, ...columns, '--json');
    expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ');
    const result = JSON.parse(printed);
    expect(result).toMatchObject({ trained: 300, tested: 90, repeated: 0, unlabelled: 0 });
    expect(result.quality.accuracy.value).toBeGreaterThan(0.95);
    expect(result.byLanguage.map(({ language }: { language: string }) => language)).toEqual(['en', 'pl']);
    expect(result.quality.confusion.names).toEqual(['glad', 'sad', 'so']);
    expect(result.report.verdict).toMatch(/are classified correctly; always predicting the largest class/);
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('macro-F1');
    const tested = readFileSync(join(out, 'tested.csv'), 'utf8').trimEnd().split('\r\n');
    expect(tested).toHaveLength(91);
    expect(tested[1]).toMatch(/^"parcel ""300"", is lovely, thank you","en","glad","glad",/);
  });

  it('are split at random where there is one file, and counted where no label or no letter is', async () => {
    const lines = [
      ...rows(300),
      'a, line, of too, many cells',
      ',glad,en',
      '"no label here",,en',
      '"???",sad,pl',
    ];
    const { printed, code } = await sentiment([csv(lines)], ...columns, '--json');
    expect(code).toBe(0);
    const { trained, tested, unlabelled, malformed, report } = JSON.parse(printed);
    expect(trained + tested).toBe(302);
    expect(tested).toBeGreaterThan(35);
    expect({ unlabelled, malformed }).toEqual({ unlabelled: 1, malformed: 1 });
    expect(report.introduction).toContain('a random fifth of the comments');
  });

  it('say so where they hold nothing that tells the classes apart', async () => {
    const lines = rows(300).map((line, i) =>
      line.replace(/,(glad|sad|so),/, `,${'ab'[(i * 7919) % 13 < 7 ? 0 : 1]},`),
    );
    const { printed } = await sentiment([csv(lines)], ...columns);
    expect(printed).toContain('Not shown to be better than always predicting the largest class');
  });
});

describe('comments without labels', () => {
  it('get the mood that their words tell', async () => {
    const { printed, out, code } = await sentiment([csv(rows(30))], '--text', 'comment');
    expect(code).toBe(0);
    expect(printed).toContain('of 30 comments');
    expect(existsSync(join(out, 'moods.csv'))).toBe(true);
  });
});

describe('what is refused', () => {
  it.each([
    [csv(rows(30)), ['--text', 'coment', '--label', 'mood'], 2, /--text coment: .*comments-0\.csv.*comment/s],
    [csv(rows(30)), ['--text', 'comment', '--label', 'comment'], 2, /"comment" is named for two purposes/],
    [csv(rows(120)), ['--text', 'mood', '--label', 'comment'], 3, /--label comment: more than 50 different/],
    ['comment,mood,n\na,glad,1\nb,sad,2', ['--text', 'n', '--label', 'mood'], 3, /--text n: .*no letters?/],
    [
      'comment,mood\ngood shop,\nbad shop,',
      ['--text', 'comment', '--label', 'mood'],
      3,
      /--label mood: it is blank/,
    ],
    [
      'comment,mood\ngood shop,x\nbad shop,x',
      ['--text', 'comment', '--label', 'mood'],
      3,
      /comments-0\.csv: /,
    ],
    [csv(rows(30)), ['--text', 'comment', '--label', 'mood', '--abstain', '1'], 2, /below 1/],
  ])('%#', async (text, options, exit, message) => {
    const { code, err } = await sentiment([text], ...options);
    expect({ code, err }).toEqual({ code: exit, err: expect.stringMatching(message) });
  });

  it('names the file to test on', async () => {
    const { code, err } = await sentiment([csv(rows(60)), 'comment,lang\nhello,en'], ...columns);
    expect(code).toBe(2);
    expect(err).toMatch(/--label mood: .*comments-1\.csv has no such column/);
  });
});
