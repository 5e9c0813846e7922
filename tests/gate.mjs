// The whole gate, the same here and in CI: types, lint, import rules, dead code, build, tests.
// Ends with one line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const report = join(mkdtempSync(join(tmpdir(), 'holdfast-gate-')), 'vitest.json');
const steps = [
  ['build', ['node', 'build.mjs']],
  ['types', ['npx', 'tsc', '--noEmit']],
  ['types of the deployment', ['npx', 'tsc', '--noEmit', '-p', 'cdk']],
  ['lint', ['npx', 'biome', 'ci', '.']],
  ['import rules', ['npx', 'depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', '.']],
  ['dead code', ['npx', 'knip']],
  ['tests', ['npx', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]],
];

let passed = 0;
let failed = 0;
for (const [name, [command, ...args]] of steps) {
  const started = Date.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  const ok = status === 0;
  console.log(`${ok ? '✓' : '✕'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (name === 'tests') countTests(ok);
  else if (ok) passed++;
  else failed++;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

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
