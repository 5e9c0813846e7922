import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { parseDocument, readDocument } from '../../contracts/artefacts/document.ts';
import { effectReportDocument } from '../../contracts/artefacts/effect-report.ts';
import { trueEffectsDocument } from '../../contracts/artefacts/true-effects.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { keyOf } from '../../pipeline/stages/stage.ts';
import { type LocalRun, openLocalRun } from '../local-run.ts';
import { folderOf } from '../open-store.ts';
import { cxSummary } from '../screens/cx-summary.ts';
import { truthScreen } from '../screens/truth-screen.ts';
import { effectsFile, type SimulatedBusiness, simulateBusiness } from '../simulate-business.ts';
import type { Streams } from '../terminal.ts';
import { onTerminal, runScreen, wholeNumber } from './stages.ts';

interface DemoOptions {
  readonly out: string;
  readonly preset: 'retail' | 'subscription';
  readonly customers: number;
  readonly seed: number;
  readonly json: boolean;
}

/** Two years of a business, as in simulator/. */
const days = 730;
/** Share of rows that are dirty on purpose, so that the checks have something to find. */
const dirt = 0.004;

/** Simulates a business, then runs the pipeline on it from raw tables to the lists. */
export function demoCommand(streams: Streams): Command {
  return new Command('demo')
    .description('Simulate a business and go from its raw tables to this week’s lists')
    .option('-o, --out <dir>', 'folder for everything that is written', 'holdfast-demo')
    .addOption(
      new Option('--preset <kind>', 'kind of business').choices(['retail', 'subscription']).default('retail'),
    )
    .option('--customers <n>', 'customers to simulate', wholeNumber, 20_000)
    .option('--seed <n>', 'another seed is another business', wholeNumber, 1)
    .option('--json', 'print one JSON document on standard output', false)
    .action((options: DemoOptions) => demo(options, streams));
}

function demo(options: DemoOptions, streams: Streams): Promise<void> {
  const { preset, customers, seed } = options;
  const out = folderOf(options.out);
  return onTerminal(streams, options, async (terminal) => {
    const folder = join(out, `data-${preset}-${customers}-${seed}`);
    const truth = { outcomes: true };
    const business = await simulateBusiness(
      { preset, customers, days, seed, dirt, truth, out: folder },
      terminal,
    );
    const local = await openLocalRun({ config: business.config, out }, terminal);
    const manifest = await runUntil('list', local.run, local.environment);
    for (const line of await runScreen(manifest, local)) terminal.print(line);
    for (const line of await experienceOf(local)) terminal.print(line);
    const campaigns = await besideTruth(business, local);
    for (const line of campaigns) terminal.print(line);
    for (const line of nextLines(business.config, out)) terminal.print(line);
    terminal.json(manifest);
  });
}

/** That the metrics could not be counted was said when it was tried. */
async function experienceOf({ run, environment }: LocalRun): Promise<string[]> {
  const report = await runUntil('metrics', run, environment).catch((error) => {
    if (error instanceof HoldfastError) return null;
    throw error;
  });
  return [
    '',
    ...(report === null ? ['Customer experience: not counted; the reason is above.'] : cxSummary(report)),
  ];
}

/** Measures the business's campaigns, where the truth of them stands beside its tables. */
async function besideTruth({ folder }: SimulatedBusiness, { run, environment }: LocalRun): Promise<string[]> {
  const path = join(folder, effectsFile);
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return [];
  const { campaigns } = await runUntil('roi', run, environment);
  const reports = await Promise.all(
    campaigns.map(
      async ({ report }) => (await readDocument(environment.store, effectReportDocument, report))!.value,
    ),
  );
  const truth = parseDocument(trueEffectsDocument, bytes, path).filter(({ group }) => group === 'all');
  const place = environment.store.locate(keys.roi(keyOf(run, 'roi')));
  return ['', ...truthScreen(reports, truth), `Reports  ${place}`];
}

/** What to try after the demo. */
const nextLines = (config: string, out: string): string[] => [
  '',
  'Next',
  '  open the CSV files above in a spreadsheet',
  `  npx holdfast roi --all --config ${config} --out ${out}   each campaign with every check`,
  `  npx holdfast check --config ${config} --out ${out}`,
  '  npx holdfast init YOUR-FILES…   your own data, in five minutes',
];
