import { arnOf } from '../endpoint/calls.ts';
import { type Json, JsonError, startJsonService } from '../endpoint/json-server.ts';
import type { Surroundings } from '../endpoint/surroundings.ts';

export interface SecretsEndpoint {
  readonly secretsManagerUrl: string;
  readonly parameterStoreUrl: string;
  /** Texts of Secrets Manager by the name of the secret. */
  readonly secrets: Map<string, string>;
  /** SecureStrings of Parameter Store by name. */
  readonly parameters: Map<string, string>;
  readonly close: () => Promise<void>;
}

/** Six characters that Secrets Manager ends the ARN of a secret with. */
const ending = 'Ab3xYz';

/** Starts Secrets Manager (GetSecretValue) and Parameter Store (GetParameter) on loopback. */
export async function startSecrets(around: Surroundings): Promise<SecretsEndpoint> {
  const secrets = new Map<string, string>();
  const parameters = new Map<string, string>();
  const arnOfSecret = ({ SecretId }: Json) => arnOf('secretsmanager', `secret:${SecretId}-${ending}`);
  const arnOfParameter = ({ Name }: Json) => arnOf('ssm', `parameter/${String(Name).replace(/^\//, '')}`);
  const manager = await startJsonService(
    {
      service: 'secretsmanager',
      version: '1.1',
      operations: {
        GetSecretValue: {
          grants: (input) => [{ action: 'secretsmanager:GetSecretValue', resource: arnOfSecret(input) }],
          run: (input) => {
            const SecretString = secrets.get(String(input.SecretId));
            if (SecretString === undefined)
              throw new JsonError(
                'ResourceNotFoundException',
                "Secrets Manager can't find the specified secret.",
              );
            return { ARN: arnOfSecret(input), Name: input.SecretId, SecretString };
          },
        },
      },
    },
    around,
  );
  const store = await startJsonService(
    {
      service: 'ssm',
      version: '1.1',
      operations: {
        GetParameter: {
          grants: (input) => [{ action: 'ssm:GetParameter', resource: arnOfParameter(input) }],
          run: ({ Name, WithDecryption = false }) => {
            const value = parameters.get(String(Name));
            if (value === undefined) throw new JsonError('ParameterNotFound', '');
            const Value = WithDecryption ? value : Buffer.from(value).toString('base64');
            return { Parameter: { Name, Type: 'SecureString', Value } };
          },
        },
      },
    },
    around,
  );
  const close = async () => {
    await manager.close();
    await store.close();
  };
  return { secretsManagerUrl: manager.url, parameterStoreUrl: store.url, secrets, parameters, close };
}
