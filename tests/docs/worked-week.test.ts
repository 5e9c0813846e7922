import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { configSchema } from '../../contracts/config/config.ts';

const page = readFileSync('docs/campaigns.md', 'utf8');
const block = (name: string) =>
  new RegExp(`<!-- week: ${name} -->\n\`\`\`\\w*\n([\\s\\S]*?)\`\`\``).exec(page)![1]!;
const number = (text: string | undefined) => Number(text!.replaceAll(',', ''));
const numbers = (text: string) => [...text.matchAll(/[\d,]*\d/g)].map(([one]) => number(one));
const found = (name: string, pattern: RegExp) => pattern.exec(block(name))!.slice(1);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** `npm run week` writes the figures; these hold whichever business it is. */
it('the worked week is of a config that is read, and its sums hold from one Monday to the next', () => {
  const { targeting, campaigns } = parse(block('config'));
  expect(configSchema.shape.targeting.safeParse(targeting).success).toBe(true);
  expect(configSchema.shape.campaigns.safeParse(campaigns).success).toBe(true);
  for (const list of ['list', 'next']) {
    const [contacted, heldOut] = found(
      list,
      /: ([\d,]+) customers to contact.*?; ([\d,]+) more are held out/,
    ).map(number);
    const [terms, listed] = found(list, /^([\d,]+ customers − .*) = ([\d,]+) listed$/m);
    const [all, ...less] = numbers(terms!);
    expect(all! - sum(less)).toBe(number(listed));
    expect(contacted! + heldOut!).toBe(number(listed));
  }
  const leftOut = block('left-out')
    .trim()
    .split('\n')
    .map((line) => numbers(line)[0]!);
  const [alone] = found('list', /− ([\d,]+) who must be left alone/);
  expect(sum(leftOut)).toBe(number(alone));

  const [planned, ...became] = numbers(
    found('next', /^Planned by earlier lists of spring: (.*)\.$/m)[0]!.replaceAll(/\([^)]*\)/g, ''),
  );
  expect(sum(became)).toBe(planned);
  const [before, after] = ['list', 'next'].map((list) =>
    number(found(list, /: ([\d,]+) customers to contact/)[0]),
  );
  expect(planned).toBe(before);
  const changed = found(
    'next',
    /: ([\d,]+) new \(.*?\), ([\d,]+) gone \(.*?\)(?:, ([\d,]+) with another.*?)?, ([\d,]+) stayed/,
  );
  const [isNew, gone, moved, stayed] = changed.map((text) => number(text ?? '0'));
  expect(isNew! + moved! + stayed!).toBe(after);
  expect(gone! + moved! + stayed!).toBe(before);
});
