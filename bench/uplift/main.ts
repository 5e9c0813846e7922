import { parseArgs } from 'node:util';
import { count, number, share } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { type Cell, tableOf } from '../../pipeline/reports/table.ts';
import { gateStudy, type Study } from './gate-study.ts';
import type { Effect } from './simulated-trial.ts';
import { valueStudy } from './value-study.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    only: { type: 'string' },
    customers: { type: 'string', default: '2000,10000' },
    effects: { type: 'string' },
    share: { type: 'string', default: '0.5' },
  },
});
const seeds = Number(values.seeds);
const wanted = (study: string) => values.only === undefined || values.only === study;
const sizes = values.customers.split(',').map(Number);
const studies = (effects: readonly Effect[]): Study[] =>
  (values.effects === undefined ? effects : (values.effects.split(',') as Effect[])).flatMap((effect) =>
    sizes.map((customers) => ({ effect, customers, share: Number(values.share), seeds })),
  );

if (wanted('gate'))
  print(
    ['effect', 'customers', 'opens', 'standard error', 'mean z'],
    studies(['none', 'constant', 'half', 'persuadable']),
    (study) => {
      const { open, standardError, z } = gateStudy(study);
      return [share(open), share(standardError), number(z, 2)];
    },
    `How often the gate opens, ${write.count(seeds)} seeds`,
  );

if (wanted('value'))
  print(
    [
      'effect',
      'customers',
      'opens',
      'random',
      'value',
      'risk',
      'value at risk',
      'anchored',
      'behind the gate',
      'better than risk',
      'names',
      'of them harmed',
    ],
    studies(['persuadable', 'equal', 'no harm']),
    (study) => {
      const found = valueStudy(study);
      const { open, random, byWorth, byRisk, byValueAtRisk, anchored, behindGate } = found;
      return [
        ...[open, random, byWorth, byRisk, byValueAtRisk, anchored, behindGate].map((of) => share(of, 0)),
        ...[found.better, found.named, found.harmed].map((of) => share(of, 0)),
      ];
    },
    `True margin won among new customers by contacting a tenth of them, of the best possible order; ${write.count(seeds)} seeds`,
  );

function print(
  columns: readonly string[],
  studied: readonly Study[],
  cells: (study: Study) => Cell[],
  caption: string,
): void {
  const rows = studied.map((study): Cell[] => [study.effect, count(study.customers), ...cells(study)]);
  console.log(`${terminalTable(tableOf(columns, rows, caption)).join('\n')}\n`);
}
