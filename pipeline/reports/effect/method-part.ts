import { html } from 'hono/html';
import type { EffectReport } from '../../../contracts/artefacts/effect-report.ts';
import type { Markup } from '../draw/mark.ts';
import { factName } from './fact-name.ts';
import { isRandomised, outcomeOf, type Saying } from './saying.ts';
import type { WordKey } from './texts.ts';

/** How it was measured, with its sources; what words mean; the files; where it comes from. */
export function methodPart(saying: Saying, files: readonly string[]): Markup {
  const { report, say } = saying;
  const sentences = [
    ...lot(saying),
    outcome(saying),
    ...kept(saying),
    difference(saying),
    ...taught(saying),
    ...ratio(saying),
  ];
  return html`<section class="box"><h2>${say('method')}</h2><p>${sentences.join(' ')}</p><p class="soft">${say('sources', { sources: sourcesOf(report).join('; ') })}</p></section>
<section><h2>${say('words')}</h2><dl class="defs">${definitions(saying).map(
    ({ id, term, means }) => html`<div id="d-${id}"><dt>${term}</dt><dd>${means}</dd></div>`,
  )}</dl></section>
<section><h2>${say('files')}</h2><p class="note files">${say('filesIn', { files: files.join(' · ') })}</p><p class="note">${say('madeBy', { source: report.source.key })}</p></section>
`;
}

/** Among many customers models learn from a sample, and are asked about everybody. */
const taught = ({ report, say, format }: Saying): string[] => {
  const most = report.observed?.taughtAtMost ?? null;
  return most === null ? [] : [say('methodTaught', { most: format.count(most) })];
};

/** What the outcome of a flat table is, its column says; of a campaign it may be who was retained. */
const ratio = ({ report: { question, money, retention }, say }: Saying): string[] => [
  ...(question.table !== null && !money?.roi ? [] : [say('methodRoi')]),
  ...(question.table !== null || retention === null ? [] : [say('methodShares')]),
];

function lot({ report, say, format }: Saying): string[] {
  if (!isRandomised(report)) return [say('notRandomisedBand')];
  if (report.question.table !== null) return [];
  const planned = report.sampleRatio?.planned ?? null;
  if (planned === null) return [];
  const lot = report.question.kind === 'past' ? 'methodLotOfPast' : 'methodLot';
  return [say(lot, { share: format.percent(planned, 0) })];
}

function outcome({ report, say, format, amount }: Saying): string {
  const { dates, method, question, source } = report;
  const { table } = question;
  if (table !== null)
    return say('methodTable', { file: source.key, outcome: outcomeOf(table), column: table.arm });
  if (dates === null) return '';
  const spans = {
    days: format.days(dates.horizonDays),
    lag: format.days(dates.lagDays),
    since: say(isRandomised(report) ? 'sinceDraw' : 'sinceStart'),
  };
  const { cap } = method.winsorise;
  if (cap === null) return say('methodOutcomeUncapped', spans);
  const told = say('methodOutcome', { ...spans, cap: amount(cap) });
  return report.question.kind === 'past' ? told : `${told} ${say('methodDeclared')}`;
}

const keptBy = {
  orders: 'keptOrders',
  activity: 'keptActivity',
  subscription: 'keptSubscription',
} as const satisfies Record<NonNullable<EffectReport['kept']>['by'], WordKey>;

const kept = ({ report: { kept: stayed }, say, format }: Saying): string[] =>
  stayed === null ? [] : [say(keptBy[stayed.by], { days: format.days(stayed.days) })];

function difference(saying: Saying): string {
  const { report, say, texts } = saying;
  return `${adjustedFor(saying)} ${say('methodSafe', { method: texts.methods[report.method.safe] })}`;
}

/** Of a smaller share, as it is written, nothing is left. */
const leastCut = 0.005;

function adjustedFor({ report, say, format, texts }: Saying): string {
  const { covariates, varianceCut } = report.method;
  if (covariates.length === 0) return say('methodPlain');
  const names = covariates.map((name) => factName(name, texts)).join(', ');
  if (!isRandomised(report)) return say('methodLikened', { covariates: names });
  return isNarrowed(report)
    ? say('methodAdjusted', { covariates: names, share: format.percent(varianceCut!, 0) })
    : say('methodAdjustedNone', { covariates: names });
}

/** Whether the adjustment makes the interval narrower. */
const isNarrowed = ({ method: { covariates, varianceCut } }: EffectReport): boolean =>
  covariates.length > 0 && varianceCut !== null && varianceCut >= leastCut;

/** Names of papers are the same in every language. */
function sourcesOf(report: EffectReport): string[] {
  const { method, observed } = report;
  return [
    ...(method.covariates.length > 0 && observed === null ? ['Deng, Xu, Kohavi, Walker 2013'] : []),
    ...(method.safe === 'always-valid' ? ['Waudby-Smith et al. 2024'] : []),
    ...(method.safe === 'declared-end' ? ['O’Brien, Fleming 1979'] : []),
    ...(report.retention === null ? [] : ['Newcombe 1998']),
    ...(report.money?.roi ? ['Fieller 1954'] : []),
    ...(report.sampleRatio === null ? [] : ['Fabijan et al. 2019']),
    ...(report.reached === null ? [] : ['Imbens, Angrist 1994']),
    ...(observed === null
      ? []
      : ['Chernozhukov et al. 2018', 'Hainmueller 2012', 'Crump et al. 2009', 'VanderWeele, Ding 2017']),
  ];
}

interface Definition {
  readonly id: string;
  readonly term: string;
  readonly means: string;
}

function definitions({ report, say, level: written }: Saying): Definition[] {
  const level = written(report.level);
  const drawn: Definition[] = isRandomised(report)
    ? [
        { id: 'held', term: say('heldOut'), means: say('heldOutMeans') },
        { id: 'drawn', term: say('asDrawn'), means: say('asDrawnMeans') },
        { id: 'ratio', term: say('sampleRatio'), means: say('sampleRatioMeans') },
      ]
    : [{ id: 'drawn', term: say('notRandomised'), means: say('notRandomisedMeans') }];
  return [
    ...drawn,
    { id: 'interval', term: say('intervalTerm', { level }), means: say('intervalMeans', { share: level }) },
    ...(report.method.safe === 'always-valid'
      ? [{ id: 'safe', term: say('safeTerm'), means: say('safeMeans') }]
      : []),
    ...(isRandomised(report) && isNarrowed(report)
      ? [{ id: 'adjusted', term: say('adjusted'), means: say('adjustedMeans') }]
      : []),
    ...(report.method.winsorise.cap === null
      ? []
      : [{ id: 'capped', term: say('capped'), means: say('cappedMeans') }]),
    ...(report.dates === null && !report.money?.roi
      ? []
      : [{ id: 'roi', term: say('roi'), means: say('roiMeans') }]),
    ...(report.dates === null ? [] : [{ id: 'payback', term: say('payback'), means: say('paybackMeans') }]),
  ];
}
