import { Command } from 'commander';
import { clvMovesDocument } from '../../contracts/artefacts/clv-moves.ts';
import { writeDocument } from '../../contracts/artefacts/document.ts';
import { keys } from '../../contracts/keys.ts';
import { languages } from '../../pipeline/reports/effect/languages.ts';
import { formatIn } from '../../pipeline/reports/format.ts';
import { movesReport } from '../../pipeline/reports/proof/moves-report.ts';
import { numbersFiles } from '../../pipeline/reports/render/csv.ts';
import { page } from '../../pipeline/reports/render/html.ts';
import { moveClv } from '../../pipeline/stages/move-clv.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { openLocalRun } from '../local-run.ts';
import { reportLines } from '../screens/report-lines.ts';
import type { Streams, Terminal } from '../terminal.ts';
import { onTerminal, type StageOptions, withRunOptions } from './stages.ts';

/** `holdfast roi clv`: what a point of retention, order value, frequency and cross-sell are worth. */
export const roiClvCommand = (streams: Streams): Command =>
  withRunOptions(
    new Command('clv').description(
      'What moves CLV: the value of a point of retention, of order value, frequency and cross-sell',
    ),
  ).action((options: StageOptions) => onTerminal(streams, options, (terminal) => tell(options, terminal)));

async function tell(options: StageOptions, terminal: Terminal): Promise<void> {
  const { run, environment } = await openLocalRun(options, terminal);
  await runUntil('score', run, environment);
  const moves = await moveClv(run, environment);
  const report = movesReport(moves);
  const { store } = environment;
  const place = keys.clvMoves(run.asOf);
  await writeDocument(store, clvMovesDocument, `${place}clv.json`, moves);
  const { language } = run.config.business;
  const written = page(movesReport(moves, language), formatIn(languages[language].figures), language);
  const files = [{ name: 'clv.html', text: written }, ...numbersFiles(report)];
  for (const { name, text } of files) await store.put(place + name, text);
  for (const line of reportLines(report)) terminal.print(line);
  for (const line of ['', `Files  ${store.locate(place)}`]) terminal.print(line);
  terminal.json(moves);
}
