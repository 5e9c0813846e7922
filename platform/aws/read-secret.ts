import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Webhook } from '../../contracts/config/webhooks.ts';
import { ConfigError } from '../../contracts/errors.ts';
import { clientSettings } from './client-settings.ts';
import { awsError } from './errors.ts';

/**
 * Reads a webhook's secret where the account keeps it, anew each time: a secret that was replaced counts from then on.
 * @throws ConfigError where nothing is there; it names the place, never the secret
 */
export async function readSecret({ name, secret }: Webhook): Promise<string> {
  const { secretsManager, parameter } = secret;
  if (secretsManager !== undefined)
    return found(`the secret ${secretsManager}`, ofSecretsManager(secretsManager));
  if (parameter !== undefined) return found(`the parameter ${parameter}`, ofParameterStore(parameter));
  throw new ConfigError(
    `The secret of the webhook ${name} is in no place of the account: name it under secret.secretsManager or secret.parameter`,
  );
}

async function ofSecretsManager(SecretId: string): Promise<string | undefined> {
  const client = new SecretsManagerClient(clientSettings());
  return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
}

async function ofParameterStore(Name: string): Promise<string | undefined> {
  const client = new SSMClient(clientSettings());
  return (await client.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter?.Value;
}

async function found(place: string, reading: Promise<string | undefined>): Promise<string> {
  const value = await reading.catch((cause) => {
    throw awsError(cause, `read ${place}`);
  });
  if (value !== undefined && value !== '') return value;
  throw new ConfigError(`${place} holds no text`);
}
