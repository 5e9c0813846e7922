import type { IncomingMessage } from 'node:http';
import { type Answer, deliver } from '../endpoint/answer.ts';
import { listen, readBody } from '../endpoint/http-server.ts';
import { sha256, verifySignature } from '../endpoint/signature.ts';
import type { Surroundings } from '../endpoint/surroundings.ts';
import { elements } from '../s3/xml.ts';

/** What an account says of itself, as far as a person asks before a deployment. Tests change it as they like. */
export interface AccountState {
  stacks: Record<string, { status: string; outputs?: Record<string, string>; metadata?: unknown }>;
  /** Most memory that a function may have. */
  functionMegabytes: number;
  functionsAtOnce: number;
  /** Lake Formation's default permissions were taken away. */
  strict: boolean;
  /** Actions that the caller is refused. */
  readonly refused: Set<string>;
}

export interface AccountEndpoint {
  readonly url: string;
  readonly state: AccountState;
  readonly close: () => Promise<void>;
}

/** A new account, bootstrapped. */
const newAccount = (): AccountState => ({
  stacks: { CDKToolkit: { status: 'CREATE_COMPLETE', outputs: { BootstrapVersion: '28' } } },
  functionMegabytes: 3008,
  functionsAtOnce: 10,
  strict: false,
  refused: new Set(),
});

/** Starts CloudFormation (reading), Lambda's settings and Lake Formation's settings on loopback, in one endpoint. */
export async function startAccount(around: Surroundings): Promise<AccountEndpoint> {
  const state = newAccount();
  const server = await listen((request, response) => {
    void answerTo(request, state, around).then((answer) => deliver(response, answer, undefined));
  });
  return { state, ...server };
}

async function answerTo(
  request: IncomingMessage,
  state: AccountState,
  { credentials, calls }: Surroundings,
): Promise<Answer> {
  const body = await readBody(request);
  const url = new URL(request.url ?? '/', 'http://localhost');
  const service = /\/([a-z-]+)\/aws4_request/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const { accessKey } = verifySignature(request, url, { service, credentials, bodyHash: sha256(body) });
  const operation = operationOf(request, url, body.toString());
  calls.push({ caller: accessKey, action: `${service}:${operation}`, resource: '*', operation });
  if (state.refused.has(operation)) return refusal(service, 403, 'AccessDeniedException', 'not authorized');
  switch (operation) {
    case 'DescribeStacks':
      return describeStacks(new URLSearchParams(body.toString()).get('StackName') ?? '', state);
    case 'GetTemplateSummary':
      return templateSummary(new URLSearchParams(body.toString()).get('StackName') ?? '', state);
    case 'GetAccountSettings':
      return json({ AccountLimit: { ConcurrentExecutions: state.functionsAtOnce } });
    case 'UpdateFunctionConfiguration':
      return updateFunction(JSON.parse(body.toString()).MemorySize, state);
    case 'GetDataLakeSettings':
      return json({
        DataLakeSettings: { CreateDatabaseDefaultPermissions: state.strict ? [] : [openToAll] },
      });
    default:
      return refusal(service, 400, 'UnknownOperationException', operation);
  }
}

const openToAll = {
  Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' },
  Permissions: ['ALL'],
};

function operationOf({ method }: IncomingMessage, { pathname }: URL, body: string): string {
  if (/\/account-settings\/?$/.test(pathname)) return 'GetAccountSettings';
  if (method === 'PUT' && /\/functions\/[^/]+\/configuration$/.test(pathname))
    return 'UpdateFunctionConfiguration';
  return pathname === '/' ? (new URLSearchParams(body).get('Action') ?? '') : pathname.slice(1);
}

function describeStacks(name: string, { stacks }: AccountState): Answer {
  const found = stacks[name];
  if (!found)
    return refusal('cloudformation', 400, 'ValidationError', `Stack with id ${name} does not exist`);
  const outputs = Object.entries(found.outputs ?? {}).map(([OutputKey, OutputValue]) => ({
    OutputKey,
    OutputValue,
  }));
  const member = {
    StackName: name,
    StackStatus: found.status,
    CreationTime: '2026-01-01T00:00:00Z',
    Outputs: { member: outputs },
  };
  return query('DescribeStacks', { Stacks: { member } });
}

function templateSummary(name: string, { stacks }: AccountState): Answer {
  return query('GetTemplateSummary', { Metadata: JSON.stringify(stacks[name]?.metadata ?? {}) });
}

/** The size is judged before the function is sought. */
function updateFunction(memory: number, { functionMegabytes }: AccountState): Answer {
  if (memory <= functionMegabytes)
    return refusal('lambda', 404, 'ResourceNotFoundException', 'Function not found');
  const says = `1 validation error detected: Value '${memory}' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to ${functionMegabytes}`;
  return refusal('lambda', 400, 'ValidationException', says);
}

const json = (content: object, status = 200, type = ''): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...(type ? { 'x-amzn-errortype': type } : {}) },
  body: JSON.stringify(content),
});

const query = (operation: string, result: Parameters<typeof elements>[0]): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/xml' },
  body: `<${operation}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">${elements({ [`${operation}Result`]: result })}</${operation}Response>`,
});

const refusal = (service: string, status: number, type: string, message: string): Answer =>
  service === 'cloudformation'
    ? {
        status,
        headers: { 'content-type': 'text/xml' },
        body: `<ErrorResponse>${elements({ Error: { Type: 'Sender', Code: type, Message: message } })}</ErrorResponse>`,
      }
    : json({ message, Message: message }, status, type);
