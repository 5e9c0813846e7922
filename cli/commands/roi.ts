import { Command } from 'commander';
import { readDocument } from '../../contracts/artefacts/document.ts';
import {
  type EffectReport,
  effectReportDocument,
  type RoiReport,
} from '../../contracts/artefacts/effect-report.ts';
import { nearest } from '../../contracts/config/nearest.ts';
import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import { stages } from '../../contracts/stages.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { keyOf } from '../../pipeline/stages/stage.ts';
import { type LocalRun, openLocalRun } from '../local-run.ts';
import { effectScreen, roiScreen } from '../screens/roi-screen.ts';
import type { Streams, Terminal } from '../terminal.ts';
import { askedExposure, type ExposureOptions } from './asked-exposure.ts';
import { roiClvCommand } from './roi-clv.ts';
import { roiPlanCommand } from './roi-plan.ts';
import { onTerminal, type StageOptions, withRunOptions } from './stages.ts';

interface RoiOptions extends StageOptions, ExposureOptions {
  readonly campaign?: string;
  readonly all: boolean;
}

/** `holdfast roi`: what campaigns did until the as-of date, one of them or all. */
export function roiCommand(streams: Streams): Command {
  const command = new Command('roi').enablePositionalOptions().description(stages.roi.about);
  return withRunOptions(command)
    .option('--campaign <name>', 'one campaign, with every check (default: all, a line each)')
    .option('--exposed <rule>', 'a change that affected some customers, as country=PL,RO or late_delivery')
    .option('--since <day>', 'the day of that change')
    .option('--all', 'every campaign in full', false)
    .action((options: RoiOptions) => onTerminal(streams, options, (terminal) => measure(options, terminal)))
    .addCommand(roiPlanCommand(streams))
    .addCommand(roiClvCommand(streams));
}

async function measure({ all, exposed, since, ...options }: RoiOptions, terminal: Terminal): Promise<void> {
  const exposures = askedExposure({
    ...(exposed === undefined ? {} : { exposed }),
    ...(since === undefined ? {} : { since }),
  });
  const campaign = options.campaign ?? exposures[0]?.name;
  const local = await openLocalRun({ ...options, exposures }, terminal);
  const result = await runUntil('roi', local.run, local.environment);
  if (campaign !== undefined) refuseUnknown(campaign, result);
  const shown = result.campaigns.filter((one) => (campaign === undefined ? all : one.campaign === campaign));
  const reports = await Promise.all(shown.map((one) => readReport(local, one.report)));
  if (campaign === undefined) for (const line of roiScreen(result)) terminal.print(line);
  for (const report of reports) {
    if (all) terminal.print('');
    for (const line of effectScreen(report)) terminal.print(line);
    terminal.print(`Files  ${filesOf(local, report.question.campaign)}`);
  }
  terminal.json(campaign === undefined ? { ...result, ...(all ? { reports } : {}) } : reports[0]);
}

const filesOf = ({ run, environment }: LocalRun, campaign: string): string =>
  environment.store.locate(keys.effect(keyOf(run, 'roi'), campaign));

async function readReport({ environment: { store } }: LocalRun, key: string): Promise<EffectReport> {
  return (await readDocument(store, effectReportDocument, key))!.value;
}

function refuseUnknown(campaign: string, { campaigns, refused, asOf }: RoiReport): void {
  const known = campaigns.map((one) => one.campaign);
  if (known.includes(campaign)) return;
  const early = refused.find((one) => one.campaign === campaign);
  if (early?.code === 'too-early')
    throw new DataRefusedError(
      `${campaign}: nobody whom it drew has been followed for a day as of ${asOf} (churn.lagDays counted). Look from a later day`,
    );
  if (early?.code === 'nothing-in-touches')
    throw new DataRefusedError(
      `${campaign}: no row of touches names it as of ${asOf}. Write pastCampaigns.name as the column \`campaign\` does`,
    );
  if (early?.code === 'no-customers')
    throw new DataRefusedError(
      `${campaign}: nobody was a customer on the day of the change as of ${asOf}. Look at exposures.since`,
    );
  throw new ConfigError(
    `--campaign ${campaign}: no campaign of that name has drawn anybody before ${asOf}${nearest(campaign, known)}. ${known.length === 0 ? 'None has' : `Those that have: ${known.join(', ')}`}`,
  );
}
