import { businesses } from './businesses.ts';
import { type Judged, judge, type Verdict } from './judge.ts';

// `npm run bench:onboarding [-- WORDS]`: awkward businesses through `init` and `check`, held against their true sums.

const wanted = process.argv.slice(2).join(' ').toLowerCase();
const judged: Judged[] = [];
for (const business of businesses.filter(({ name }) => name.toLowerCase().includes(wanted))) {
  const one = await judge(business);
  judged.push(one);
  console.log(`${one.verdict.padEnd(8)} ${one.name.padEnd(42)} ${one.why}`);
}

const count = (verdict: Verdict): number => judged.filter((one) => one.verdict === verdict).length;
const verdicts: readonly Verdict[] = ['right', 'asks', 'refuses', 'wrong'];
console.log(`\n${judged.length} businesses: ${verdicts.map((one) => `${count(one)} ${one}`).join(', ')}`);
const good = count('right') + count('asks');
process.exitCode = count('wrong') > 0 || good < 0.9 * judged.length ? 1 : 0;
