// The whole gate, the same here and in CI: types, lint, import rules, dead code, build, tests.
// What only reads the sources runs two at a time. Ends with one line `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const report = join(mkdtempSync(join(tmpdir(), 'holdfast-gate-')), 'vitest.json');
const readers = [
  ['types', ['npm', 'run', '--silent', 'types']],
  ['import rules', ['npx', 'depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', '.']],
  ['dead code', ['npx', 'knip']],
  ['lint', ['npx', 'biome', 'ci', '.']],
];
const tests = [
  'npx',
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
];

let passed = 0;
let failed = 0;
count(await step('build', ['node', 'build.mjs']));
await Promise.all([inTurn(readers), inTurn(readers)]);
process.env.HOLDFAST_BUILT = failed === 0 ? '1' : '';
countTests(await step('tests', tests));
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Takes steps from a queue until it is empty; what they say is shown when they have ended. */
async function inTurn(queue) {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) count(await step(...next, 'pipe'));
}

function step(name, [command, ...args], output = 'inherit') {
  const started = Date.now();
  const heading = `\n── ${name}`;
  if (output === 'inherit') console.log(heading);
  const child = spawn(command, args, { stdio: ['inherit', output, output] });
  let said = output === 'inherit' ? '' : `${heading}\n`;
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (said += text));
  return new Promise((resolve) => {
    const end = (ok) => {
      process.stdout.write(said);
      console.log(`${ok ? '✓' : '✕'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      resolve(ok);
    };
    child.on('error', (error) => {
      said += `${error.message}\n`;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

function count(ok) {
  if (ok) passed++;
  else failed++;
}

function countTests(ok) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
    passed += numPassedTests;
    failed += numFailedTests;
    if (numPendingTests > 0)
      console.log(
        `! ${numPendingTests} tests were skipped; the lines above say which data or tool is missing`,
      );
    if (!ok && numFailedTests === 0) failed++;
  } catch {
    failed++;
  }
}
