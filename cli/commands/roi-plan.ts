import { Command, InvalidArgumentError } from 'commander';
import { writeDocument } from '../../contracts/artefacts/document.ts';
import { proofPlanDocument } from '../../contracts/artefacts/proof.ts';
import { days } from '../../contracts/config/values.ts';
import { keys } from '../../contracts/keys.ts';
import { languages } from '../../pipeline/reports/effect/languages.ts';
import { formatIn } from '../../pipeline/reports/format.ts';
import { planReport } from '../../pipeline/reports/proof/plan-report.ts';
import { numbersFiles } from '../../pipeline/reports/render/csv.ts';
import { page } from '../../pipeline/reports/render/html.ts';
import { campaignAsked, type PlanAsk, planComparison } from '../../pipeline/stages/plan-comparison.ts';
import { runUntil } from '../../pipeline/stages/run-all.ts';
import { openLocalRun, type RunOptions } from '../local-run.ts';
import { reportLines } from '../screens/report-lines.ts';
import type { Streams, Terminal } from '../terminal.ts';
import { onTerminal, wholeNumber, withRunOptions } from './stages.ts';

interface PlanOptions extends RunOptions, PlanAsk {
  readonly json: boolean;
}

/** `holdfast roi plan`: what a comparison will show, and when, before anybody is drawn. */
export function roiPlanCommand(streams: Streams): Command {
  const command = new Command('plan').description(
    'Before launch: the smallest effect that will show in points and money, the share to hold out, the weeks to wait',
  );
  return withRunOptions(command)
    .option('--campaign <name>', 'a campaign of the config (default: the standing one)')
    .option('--list-size <n>', 'customers of each list, instead of what the config says', wholeNumber)
    .option('--share <share>', 'share held out, instead of what the config says', heldOut)
    .option('--horizon-days <n>', 'days over which the effect is measured', wholeDays)
    .action((options: PlanOptions) => onTerminal(streams, options, (terminal) => plan(options, terminal)));
}

async function plan(options: PlanOptions, terminal: Terminal): Promise<void> {
  const { run, environment } = await openLocalRun(options, terminal);
  campaignAsked(run, options);
  await runUntil('score', run, environment);
  const planned = await planComparison(run, environment, options);
  const report = planReport(planned);
  const { language } = run.config.business;
  const { store } = environment;
  const place = keys.comparisonPlan(run.asOf, planned.campaign);
  await writeDocument(store, proofPlanDocument, `${place}plan.json`, planned);
  const written = page(planReport(planned, language), formatIn(languages[language].figures), language);
  const files = [{ name: 'plan.html', text: written }, ...numbersFiles(report)];
  for (const { name, text } of files) await store.put(place + name, text);
  for (const line of reportLines(report)) terminal.print(line);
  for (const line of ['', `Files  ${store.locate(place)}`]) terminal.print(line);
  terminal.json(planned);
}

function wholeDays(text: string): number {
  const parsed = days.safeParse(Number(text));
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(parsed.error.issues[0]!.message);
}

function heldOut(text: string): number {
  const share = Number(text);
  if (share > 0 && share < 1) return share;
  throw new InvalidArgumentError('write a share above 0 and below 1');
}
