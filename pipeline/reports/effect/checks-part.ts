import { html } from 'hono/html';
import type { EffectCheck } from '../../../contracts/artefacts/effect-report.ts';
import type { Markup } from '../draw/mark.ts';
import { factName } from './fact-name.ts';
import { isRandomised, isWarning, type Saying } from './saying.ts';
import type { WordKey } from './texts.ts';

const signs = {
  passed: { sign: '✓', kind: 'tick', word: 'passed' },
  note: { sign: '!', kind: 'bang', word: 'note' },
  failed: { sign: '✕', kind: 'cross', word: 'failed' },
} as const satisfies Record<EffectCheck['state'], { sign: string; kind: string; word: WordKey }>;

/** What was looked at, each with its value and limit; a failed one has replaced the headline. */
export function checksPart(saying: Saying): Markup {
  const { report, say, texts } = saying;
  const lines = report.checks.map((check) => ({
    state: check.state,
    name:
      capital(nameOf(check, saying), texts.figures.locale) +
      (check.name === null ? '' : ` (${factName(check.name, texts)})`),
    found: foundOf(check, saying),
  }));
  const balance = balanceLine(saying);
  const all = balance === null ? lines : [...lines, balance];
  if (all.length === 0) return html``;
  return html`<section class="${isRandomised(report) && !isWarning(report) ? 'new-page' : ''}"><h2>${say('trust')}</h2><p class="note">${say('trustAbout')}</p><ul class="checks">${all.map(
    ({ state, name, found }) => {
      const { sign, kind, word } = signs[state];
      return html`<li><span class="${kind}"><span aria-hidden="true">${sign}</span><span class="sr">${say(word)}</span></span><span>${name}</span><span>${found}</span></li>`;
    },
  )}</ul></section>
`;
}

/** What a check that passed has looked at, where its name is what would be wrong. */
const lookedAt: Partial<Record<EffectCheck['code'], WordKey>> = {
  few: 'checkFew',
  'all-equal': 'checkEqual',
  rich: 'checkRich',
  'negative-margins': 'checkLoss',
  'few-controls': 'checkControls',
  'estimators-disagree': 'checkMethods',
  'placebo-fails': 'checkPlacebo',
  'trends-differ': 'checkTrends',
};

function nameOf({ code, state }: EffectCheck, { say, texts }: Saying): string {
  const own = state === 'passed' ? lookedAt[code] : undefined;
  return own === undefined ? texts.reasons[code] : say(own);
}

/** Without a draw larger differences than this, in standard deviations, are noted. */
const alike = 0.1;

/** Where lots were drawn a difference that is large and no chance has a check of its own. */
function balanceLine({ report, say, format, texts }: Saying) {
  const { balance } = report;
  if (balance.length === 0 || report.checks.some(({ code }) => code === 'imbalance')) return null;
  const size = ({ before, after }: (typeof balance)[number]) => Math.abs(after ?? before);
  const worst = balance.reduce((most, one) => (size(one) > size(most) ? one : most));
  return {
    state: isRandomised(report) || size(worst) <= alike ? ('passed' as const) : ('note' as const),
    name: say('alike'),
    found: say('alikeFound', { worst: format.number(size(worst), 2), name: factName(worst.name, texts) }),
  };
}

const shares: readonly EffectCheck['code'][] = [
  'not-matured',
  'costs-missing',
  'costs-incomplete',
  'rich',
  'one-customer',
  'touches-disagree',
  'control-contacted',
  'not-delivered',
  'no-scores',
  'no-overlap',
  'one-control',
];
const counts: readonly EffectCheck['code'][] = [
  'both-arms',
  'arms-changed',
  'shares-changed',
  'ledger-gap',
  'few',
  'few-controls',
  'unknown-customers',
  'escalated',
  'outcomes-unknown',
  'no-arm',
];
const chances: readonly EffectCheck['code'][] = ['sample-ratio', 'uneven-outcomes'];

function foundOf(check: EffectCheck, saying: Saying): string {
  const { format, say, amount } = saying;
  const { code } = check;
  // The check holds the share who have been followed, its name speaks of those who have not.
  const turned = (value: number | null) => (value === null || code !== 'not-matured' ? value : 1 - value);
  const [found, limit] = [turned(check.found), turned(check.limit)];
  const write = (value: number): string => {
    if (chances.includes(code)) return `p ${format.p(value)}`;
    if (code === 'negative-margins') return amount(value);
    if (shares.includes(code)) return format.percent(value);
    return counts.includes(code) ? format.count(value) : format.number(value, 2);
  };
  const parts = [
    found === null ? '' : `${howMany(check, saying)}${write(found)}`,
    limit === null ? '' : say('limit', { limit: write(limit) }),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

const armsReached: Partial<Record<EffectCheck['code'], 'contact' | 'control'>> = {
  'not-delivered': 'contact',
  'control-contacted': 'control',
};

/** Among many customers a share of a few is written as none. */
function howMany({ code, found }: EffectCheck, { report, format }: Saying): string {
  const arm = armsReached[code];
  const counted = report.arms.find((one) => one.arm === arm);
  if (found === 0 || counted === undefined || counted.reached === null) return '';
  const { customers, reached } = counted;
  return `${format.count(arm === 'contact' ? customers - reached : reached)}; `;
}

const capital = (text: string, locale: string): string =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
