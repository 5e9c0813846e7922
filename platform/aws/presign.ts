import type { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

interface Unsigned {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Record<string, unknown>;
  readonly headers: Record<string, string>;
}
interface Presigner {
  presign(request: Unsigned, options: { expiresIn: number }): Promise<Unsigned>;
}

/**
 * A link that carries its signature, made by the client's own signer: whoever has it may do this one thing, by the rights of who
 * signed it.
 * @param expiresIn seconds; it ends earlier where the session of the credentials that signed it does
 */
export async function presign(
  client: S3Client,
  command: GetObjectCommand | PutObjectCommand,
  expiresIn: number,
): Promise<string> {
  const request = await unsignedRequest(client, command);
  const signer = (await client.config.signer()) as unknown as Presigner;
  const headers = { host: request.headers.host ?? '', 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
  const { protocol, hostname, port, path, query } = await signer.presign(
    { ...request, headers },
    { expiresIn },
  );
  const search = Object.entries(query ?? {}).map((pair) =>
    pair.map((part) => encodeURIComponent(String(part))).join('='),
  );
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  return `${protocol}//${host}${path}?${search.join('&')}`;
}

/** What the client would send, caught before it is signed. */
async function unsignedRequest(
  client: S3Client,
  command: GetObjectCommand | PutObjectCommand,
): Promise<Unsigned> {
  let caught: Unsigned | undefined;
  const stack = command.middlewareStack as unknown as {
    add(middleware: () => (args: { request: Unsigned }) => Promise<never>, where: object): void;
  };
  const stop = new Error('caught');
  stack.add(
    () => async (args) => {
      caught = args.request;
      throw stop;
    },
    { step: 'finalizeRequest', priority: 'high', name: 'catchRequest' },
  );
  await client.send(command as GetObjectCommand).catch((error) => {
    if (error !== stop) throw error;
  });
  if (caught === undefined) throw new Error('The request was not caught');
  return caught;
}
