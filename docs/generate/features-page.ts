import type { Feature } from '../../contracts/feature.ts';
import { facts } from '../../pipeline/facts/catalogue.ts';
import type { Fact } from '../../pipeline/facts/fact.ts';
import { families, waysTo } from '../../pipeline/features/catalogue.ts';
import type { Family } from '../../pipeline/features/family.ts';

/** docs/features.md, written from the catalogue. */
export function featuresPage(): string {
  const count = families.reduce((sum, { features }) => sum + features.length, 0);
  return [
    '# Features',
    '',
    `What the model knows about each customer: ${count} features in ${families.length} families, generated from`,
    '`pipeline/features/families/` by `npm run docs`. A feature whose columns are not mapped is dropped, and',
    '`holdfast features` says so. Columns that you map as `dimensions` of customers are added, unless their name suggests an',
    'outcome (a status, a churn flag, a score from elsewhere).',
    '',
    '**Point in time.** At an as-of date a feature uses only rows that had happened *and* arrived before its first instant',
    "in the business's time zone. Later events on the same row (a resolution, an answer, an opt-out, the end of a term)",
    'count from their own time on; facts without a time of their own (late delivery, message opened) after 14 days; and',
    'the contacts of a support case once it is resolved. Windows begin at the start of a day and end at the as-of date.',
    '',
    '**Zero and not known.** A count is 0 where nothing was recorded; a mean, a ratio or a time since something is not',
    'known (empty) where there is nothing to compute it from. The model keeps the two apart.',
    '',
    '**Sentiment** is the mood that the data bring, else the one that the stage `texts` reads from the words; docs/cx.md (Moods) says more.',
    '',
    '**Group.** The features of a group give one reason together; plays respond to groups (`targeting.plays`).',
    '',
    ...families.flatMap(familySection),
    '## Facts',
    '',
    'What was known about each customer at an as-of date, one SQL file each (`pipeline/facts/`). Features, the look-back of labels',
    'and the context of a list read only these: no other SQL asks when a row arrived.',
    '',
    ...facts.flatMap(factSection),
    '## Labels',
    '',
    'What became of each customer is kept next to the matrix, never in it (`pipeline/features/labels/`):',
    '',
    '| column | meaning |',
    '|---|---|',
    '| churned | 1 or 0: no order (or activity, by `churn.by`) in `[as_of, as_of + churn.horizonDays)`; contractual: a subscription ended and none continued or began within `churn.graceDays`. Empty for customers outside the look-back (contractual: without a running subscription), for those first seen less than a median purchase gap before, and where the window has not matured |',
    '| value | margin net of refunds over `clv.observedDays`, discounted to the as-of date at `clv.discountRate`; fees accrue evenly over the days of a term; revenue where no margin is mapped. Empty where the window has not matured |',
    '| full_value | the same over `clv.horizonDays` |',
    '',
  ].join('\n');
}

function factSection({ name, sql, reads, kept, columns }: Fact): string[] {
  const from = reads.length > 0 ? `From ${reads.join(', ')}; made` : 'Made';
  return [
    `### ${name}`,
    '',
    `${about(sql)} ${from} ${kept === 'table' ? 'once a run' : 'where it is read'}.`,
    '',
    '| column | meaning |',
    '|---|---|',
    ...Object.entries(columns).map(([column, means]) => `| ${column} | ${means} |`),
    '',
  ];
}

function familySection({ name, sql, reads, features }: Family): string[] {
  return [
    `## ${name}`,
    '',
    `${about(sql)} From ${reads.join(', ')}; \`families/${name}.sql\`.`,
    '',
    '| feature | meaning | unit | needs | group |',
    '|---|---|---|---|---|',
    ...features.map(featureRow),
    '',
  ];
}

/** The comment at the head of the SQL. */
function about(sql: string): string {
  const lines = sql.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('--'));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^--\s*/, ''))
    .join(' ');
}

function featureRow({ name, means, unit, kind, needs, group }: Feature): string {
  return `| ${name} | ${means} | ${kind === 'category' ? 'category' : unit} | ${needs.map(waysTo).join(', ')} | ${group} |`;
}
