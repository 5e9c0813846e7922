import { PutObjectCommand } from '@aws-sdk/client-s3';
import { objectArn } from '../../endpoint/calls.ts';
import type { ResultWriter } from '../definition.ts';
import type { Visit } from '../frame.ts';
import { runtimeError, StateError } from '../state-error.ts';
import type { Value } from '../value.ts';
import type { MapRun } from './map-run.ts';
import { type Child, type Results, transformed } from './results.ts';

/** A file is written when it holds so many characters, so that memory stays the same however many results come. */
const fileSize = 1 << 20;

/** The service uploads in parts; these are the leaves that its documentation asks for beside `s3:PutObject`. */
const leaves = ['s3:GetObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'];

interface Pile {
  entries: string[];
  characters: number;
  readonly files: { readonly Key: string; readonly Size: number }[];
}

const pile = (): Pile => ({ entries: [], characters: 0, files: [] });

/** Results in objects `SUCCEEDED_0.json`, … and `FAILED_0.json`, …, named by a `manifest.json` that is written last. */
export async function writtenResults(writer: ResultWriter, run: MapRun, visit: Visit): Promise<Results> {
  const { Transformation = 'NONE', OutputType = 'JSON' } = writer.WriterConfig ?? {};
  const { language, scope } = visit;
  const where = (await language.field(writer, language.given, scope)) as { Bucket: string; Prefix?: string };
  const folder = [where.Prefix?.replace(/\/$/, ''), run.arn.split(':').at(-1)].filter(Boolean).join('/');
  const put = putterOf(where.Bucket, visit);
  const piles = { SUCCEEDED: pile(), FAILED: pile() };

  const flush = async (status: Child['status']) => {
    const { entries, files } = piles[status];
    if (entries.length === 0) return;
    const Key = `${folder}/${status}_${files.length}.${OutputType.toLowerCase()}`;
    const text =
      OutputType === 'JSON' ? `[${entries.join(',')}]` : entries.map((line) => `${line}\n`).join('');
    files.push({ Key, Size: Buffer.byteLength(text) });
    Object.assign(piles[status], { entries: [], characters: 0 });
    await put(Key, text);
  };

  return {
    add: async (child) => {
      const texts = transformed(child, Transformation).map((entry) => JSON.stringify(entry));
      const { entries } = piles[child.status];
      entries.push(...texts);
      piles[child.status].characters += texts.reduce((sum, { length }) => sum + length, 0);
      if (piles[child.status].characters >= fileSize) await flush(child.status);
    },
    finish: async () => {
      await flush('SUCCEEDED');
      await flush('FAILED');
      const Key = `${folder}/manifest.json`;
      const ResultFiles = { FAILED: piles.FAILED.files, PENDING: [], SUCCEEDED: piles.SUCCEEDED.files };
      await put(Key, JSON.stringify({ DestinationBucket: where.Bucket, MapRunArn: run.arn, ResultFiles }));
      return { MapRunArn: run.arn, ResultWriterDetails: { Bucket: where.Bucket, Key } } satisfies Value;
    },
  };
}

function putterOf(Bucket: string, { frame }: Visit): (Key: string, Body: string) => Promise<void> {
  const { s3, record } = frame.engine.resources;
  if (s3 === undefined) throw runtimeError('This state machine was given no S3 to write results to');
  return async (Key, Body) => {
    for (const action of leaves) record?.(action, objectArn(Bucket, Key));
    await s3.send(new PutObjectCommand({ Bucket, Key, Body })).catch(({ name, message }: Error) => {
      throw new StateError('States.ResultWriterFailed', `${name}: ${message}`);
    });
  };
}
