import { join } from 'node:path';
import { Command } from 'commander';
import type { Config } from '../../contracts/config/config.ts';
import type { DeployedSettings } from '../../contracts/deployed.ts';
import { stackName } from '../../contracts/deployed.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import type { Account } from '../../platform/aws/account/open-account.ts';
import { accountLooks } from '../doctor/account-looks.ts';
import { businessLooks, consentLook, fileLooks } from '../doctor/business-looks.ts';
import { settingsOf } from '../doctor/deployed-settings.ts';
import { examine, type Finding, fine, type Look } from '../doctor/finding.ts';
import { machineLooks } from '../doctor/machine-looks.ts';
import { rawLooks } from '../doctor/raw-looks.ts';
import { loadConfig } from '../local-run.ts';
import { folderOf } from '../open-store.ts';
import { doctorScreen, doctorSentence } from '../screens/doctor-screen.ts';
import type { Streams } from '../terminal.ts';
import { onTerminal } from './stages.ts';

interface DoctorOptions {
  readonly config?: string;
  readonly out: string;
  readonly deployment?: string;
  readonly synthesised: string;
  readonly json: boolean;
}

/** `holdfast doctor`: whether a run here, or a deployment in an account, can go well, before it is begun. Changes nothing. */
export const doctorCommand = (streams: Streams): Command =>
  new Command('doctor')
    .description(
      'Check whether a run here, or a deployment in your AWS account, can succeed; exits with 1 if not',
    )
    .option('-c, --config <file>', 'the config (default: holdfast.yaml, or the one of the deployment)')
    .option('-o, --out <dir>', 'folder that runs will write to', 'holdfast-out')
    .option('--deployment <name>', 'check the AWS account and region for this deployment')
    .option('--synthesised <dir>', 'where `cdk synth` wrote', 'cdk.out')
    .option('--json', 'print one JSON document on standard output', false)
    .action((options: DoctorOptions) =>
      onTerminal(streams, options, async (terminal) => {
        const findings = await (options.deployment === undefined
          ? examineMachine(options)
          : examineDeployment(options.deployment, options));
        for (const line of doctorScreen(findings)) terminal.print(line);
        terminal.json({ findings });
        const faults = findings.filter(({ level }) => level === 'fault').length;
        if (faults > 0) throw new HoldfastError(doctorSentence(findings));
        terminal.print(doctorSentence(findings));
      }),
    );

async function examineMachine({ config: file = 'holdfast.yaml', out }: DoctorOptions): Promise<Finding[]> {
  const today = new Date().toISOString().slice(0, 10);
  return [
    ...(await examine(machineLooks(folderOf(out)))),
    ...(await examineConfig(file, (config) => [...businessLooks(config, today), ...fileLooks(config, file)])),
  ];
}

async function examineDeployment(name: string, options: DoctorOptions): Promise<Finding[]> {
  const { openAccount } = await import('../../platform/aws/account/open-account.ts');
  const account = await openAccount();
  const settings = await settingsOf(name, options.synthesised, account);
  const file = options.config ?? join('cdk', settings.business);
  const raw = await rawPlace(account, settings);
  return [
    fine('region', account.region),
    ...(await examine(accountLooks(account, settings))),
    ...(await examineConfig(file, (config) => [
      consentLook(config),
      ...(raw === null ? [] : rawLooks(config, { account, settings, now: new Date(), ...raw })),
    ])),
  ];
}

/** A config with a fault is one finding; what it says is looked at only where it can be read. */
async function examineConfig(file: string, looks: (config: Config) => Look[]): Promise<Finding[]> {
  let config: Config | undefined;
  const read = async () => {
    config = await loadConfig(file);
    return [fine('config', file)];
  };
  const findings = await examine([{ about: 'config', at: read }]);
  return config === undefined ? findings : [...findings, ...(await examine(looks(config)))];
}

/** Null before the data stack is there: nobody can have uploaded anything. */
async function rawPlace(
  account: Account,
  { name }: DeployedSettings,
): Promise<{ bucket: string; key: string | undefined } | null> {
  const data = await account.stack(stackName(name, 'data')).catch(() => null);
  const bucket = data?.outputs.DataBucket;
  return bucket === undefined ? null : { bucket, key: data?.outputs.Key };
}
