// Runs the worked week of docs/campaigns.md and writes its output between the page's `<!-- week: … -->` marks: a simulated business of
// 2,000 customers from one Monday's list to the next one, and to what came of it. About two minutes of CPU.
//
//   npm run build && npm run week
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';

const page = resolve('docs/campaigns.md');
const folder = 'holdfast-week';
const config = join(folder, 'holdfast.yaml');
const [monday, nextMonday, afterwards] = ['2025-03-24', '2025-03-31', '2025-07-01'];

const holdfast = (...args) =>
  execFileSync('node', [resolve('bin/holdfast.js'), ...args], { encoding: 'utf8', maxBuffer: 2 ** 26 });
const linesOf = (command, asOf, ...more) =>
  holdfast(command, '--config', config, '--out', join(folder, 'out'), '--as-of', asOf, ...more).split('\n');

rmSync(folder, { recursive: true, force: true });
holdfast('simulate', '--customers', '2000', '--format', 'csv', '--out', folder);
appendFileSync(config, `\n${blockOf('config')}`);

const list = linesOf('run', monday);
const rules = leftOut(monday);
report(monday);
const next = linesOf('run', nextMonday, '--no-training');
const early = linesOf('roi', nextMonday, '--campaign', 'spring', '--no-training');
report(nextMonday);
const proof = linesOf('roi', afterwards, '--campaign', 'spring', '--no-training');
const blocks = {
  list: listLines(list),
  'left-out': rules,
  next: listLines(next),
  early: withoutPlace(early),
  proof: withoutPlace(proof),
  all: linesOf('roi', afterwards, '--no-training'),
};
const text = Object.entries(blocks).reduce(
  (all, [name, lines]) =>
    all.replace(
      fenced(name),
      (_, before, __, after) => `${before}${lines.join('\n').replace(/^\n+|\s+$/g, '')}\n${after}`,
    ),
  readFileSync(page, 'utf8'),
);
writeFileSync(page, text);

/** What stands between the fences after a mark. */
function fenced(name) {
  return new RegExp(`(<!-- week: ${name} -->\n\`\`\`\\w*\n)([\\s\\S]*?)(\`\`\`)`);
}

function blockOf(name) {
  return fenced(name).exec(readFileSync(page, 'utf8'))[2];
}

/** A list's screen down to its notes, with the first three customers. */
function listLines(lines) {
  const from = lines.findIndex((line) => line.startsWith('As of'));
  const until = lines.findIndex((line) => /^(Note:|Files)/.test(line));
  return lines.slice(from, until).filter((line) => !/^ +([4-9]|\d\d) {2}C\d/.test(line));
}

/** Files stand at a place of this machine. */
function withoutPlace(lines) {
  return lines.filter((line) => !line.startsWith('Files'));
}

function rowsOf(asOf, name) {
  const path = join(folder, `out/lists/as_of=${asOf}/${name}.csv`);
  return parse(readFileSync(path), { columns: true, bom: true });
}

/** The rules of `suppressed`, and how many customers each left out. */
function leftOut(asOf) {
  const counts = new Map();
  for (const { rule } of rowsOf(asOf, 'suppressed')) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([rule, n]) => `${String(n).padStart(4)}  ${rule}`);
}

/**
 * Appends what the mail tool and the agents report on Friday of those listed on Monday: notes go out on Tuesday, of which every 25th
 * bounces and three people opt out; of ten calls seven are made by Thursday, one of them is not answered, and one customer gets a note
 * in place of it.
 */
function report(asOf) {
  const seen = { email: 0, phone: 0 };
  const day = (days) => new Date(Date.parse(asOf) + days * 86_400_000).toISOString().slice(0, 10);
  const rows = rowsOf(asOf, 'at-risk').flatMap(({ customer_id: id, play, channel }) => {
    const nth = ++seen[channel];
    const isCall = channel === 'phone';
    if (isCall && nth % 10 > 7) return [];
    const by = isCall && nth % 10 !== 7 ? 'phone' : 'email';
    const at = by === 'phone' ? `${day(3)} 13:30:00` : `${day(1)} 09:00:00`;
    const delivered = by === 'phone' ? nth % 10 !== 6 : nth % 25 !== 0;
    const optedOut = by === 'email' && [10, 50, 90].includes(nth) ? `${day(2)} 08:00:00` : '';
    const cost = by === 'phone' ? 4 : 1;
    return [
      `spring-${asOf}-${id},${id},${at},,spring,contact,${play},${by},${cost},EUR,${delivered},,${optedOut}\n`,
    ];
  });
  appendFileSync(join(folder, 'touches.csv'), rows.join(''));
}
