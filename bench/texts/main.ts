import { parseArgs } from 'node:util';
import { count, number, share } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { tableOf } from '../../pipeline/reports/table.ts';
import { falselyNew, weeksUntilProposed } from './new-theme-study.ts';
import { firstRise, quietBoards } from './rise-study.ts';
import { simulatedTexts } from './simulated-texts.ts';
import { themesStudy } from './themes-study.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '20000' },
    days: { type: 'string', default: '730' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const wanted = (study: string) => values.only === undefined || values.only === study;
const print = (table: ReturnType<typeof tableOf>) => console.log(`${terminalTable(table).join('\n')}\n`);
const texts = ['themes', 'new', 'rise'].some(wanted)
  ? simulatedTexts(Number(values.customers), Number(values.days), Number(values.seed))
  : [];

if (wanted('themes'))
  print(
    tableOf(
      ['answers', 'texts', 'comments', 'ARI, all', 'ARI, comments', 'comments with a theme', 'right'],
      [0, 30, 60].map((answers) => {
        const found = themesStudy(texts, answers);
        return [
          count(found.answers),
          count(found.texts),
          count(found.comments),
          number(found.all),
          number(found.ofComments),
          share(found.said),
          share(found.right),
        ];
      }),
      'Themes after a person has named so many groups',
    ),
  );

if (wanted('new'))
  print(
    tableOf(
      ['new theme', 'texts a week', 'weeks until it is proposed', 'other texts', 'and others'],
      ['app', 'price', 'service'].flatMap((theme) =>
        [26, 10].map((perWeek) => [
          theme,
          count(perWeek),
          ...[1, 2, 3].map((seed) => count(weeksUntilProposed(texts, { theme, perWeek, seed }))),
        ]),
      ),
      'A theme that nobody had written of before',
    ),
  );

if (wanted('new'))
  console.log(`Groups falsely called new in a year of weekly looks: ${write.count(falselyNew(texts))}\n`);

if (wanted('rise')) {
  const rise = firstRise(texts, 'delivery', 1 / (365 * 18));
  console.log(
    rise === null
      ? 'No spike of tickets on delivery.\n'
      : `Tickets on delivery: opened ${rise.opened}, ${write.number(rise.expected, 1)} expected; the fourteen days until then: ${rise.counts.join(' ')}\n`,
  );
}

if (wanted('quiet'))
  print(
    tableOf(
      ['texts a day', 'series', 'false alarms a year', 'three times seen on day 1', 'by day 2', 'by day 7'],
      [1, 2, 10, 50].map((perDay) => {
        const { series, falsePerYear, seen } = quietBoards(perDay, {
          boards: 10,
          series: 54,
          days: 365,
          seed: Number(values.seed),
        });
        return [count(perDay), count(series), number(falsePerYear, 2), ...seen.map((one) => share(one, 0))];
      }),
      'Ten boards of series that only vary, the mean of one; spikes open below 1 ÷ (365 × series)',
    ),
  );
