import { businesses } from './businesses.ts';
import { contractKinds } from './contract-kinds.ts';
import { doubted, undoubted } from './doubted.ts';
import { forms } from './forms.ts';
import { type Judged, judge, type Verdict } from './judge.ts';
import { kinds } from './kinds.ts';
import { metAgain } from './met-again.ts';
import { metInShops } from './met-in-shops.ts';
import { metLater } from './met-later.ts';
import { nested } from './nested.ts';
import { onceEachKinds } from './once-each.ts';
import { policiesAndDeals } from './policies-and-deals.ts';
import { severalTables } from './several-tables.ts';
import { unseen } from './unseen.ts';
import { unseenAgain } from './unseen-again.ts';

// `npm run bench:onboarding [-- --unseen] [-- WORDS]`: awkward businesses through `init` and `check`, held against their
// true sums; with `--unseen` the group that was made up apart from the product's lists of words.

const args = process.argv.slice(2);
const wanted = args
  .filter((arg) => arg !== '--unseen')
  .join(' ')
  .toLowerCase();
const group = args.includes('--unseen')
  ? [...unseen, ...unseenAgain]
  : [
      ...businesses,
      ...kinds,
      ...contractKinds,
      ...onceEachKinds,
      ...metLater,
      ...metAgain,
      ...metInShops,
      ...forms,
      ...nested,
      ...severalTables,
      ...policiesAndDeals,
      ...doubted,
      ...undoubted,
    ];
const judged: Judged[] = [];
for (const business of group.filter(({ name }) => name.toLowerCase().includes(wanted))) {
  const one = await judge(business);
  judged.push(one);
  console.log(`${one.verdict.padEnd(8)} ${one.name.padEnd(42)} ${one.why}`);
}

const count = (verdict: Verdict): number => judged.filter((one) => one.verdict === verdict).length;
const verdicts: readonly Verdict[] = ['right', 'asks', 'refuses', 'wrong'];
console.log(`\n${judged.length} businesses: ${verdicts.map((one) => `${count(one)} ${one}`).join(', ')}`);
const good = count('right') + count('asks');
process.exitCode = count('wrong') > 0 || good < 0.9 * judged.length ? 1 : 0;
