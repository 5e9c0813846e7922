import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { parse } from 'csv-parse';
import type { ItemReader, MapState } from '../definition.ts';
import type { Visit } from '../frame.ts';
import { runtimeError, StateError } from '../state-error.ts';
import { type Fields, isFields, type Value } from '../value.ts';
import { givenItems, type Item } from './items.ts';

/** The items of a distributed Map, one after the other: a list in the input, keys in S3, or lines of an object there. */
export async function* readItems(state: MapState, visit: Visit): AsyncGenerator<Item> {
  const { ItemReader } = state;
  const config = ItemReader && (await visit.language.field(ItemReader, 'ReaderConfig', visit.scope));
  const settings = isFields(config) ? config : {};
  const most = Number(settings.MaxItems ?? Number.POSITIVE_INFINITY);
  const values = ItemReader ? readFrom(ItemReader, settings, visit) : await givenItems(state, visit);
  let index = 0;
  for await (const value of values) {
    if (index === most) return;
    yield { index: index++, value };
  }
}

async function* readFrom(reader: ItemReader, settings: Fields, visit: Visit): AsyncGenerator<Value> {
  const { s3 } = visit.frame.engine.resources;
  if (s3 === undefined) throw runtimeError('This state machine was given no S3 to read items from');
  const { Bucket, Key, Prefix } = (await visit.language.field(reader, visit.language.given, visit.scope)) as {
    Bucket: string;
    Key: string;
    Prefix: string;
  };
  try {
    if (reader.Resource === 'arn:aws:states:::s3:listObjectsV2') yield* listed(s3, { Bucket, Prefix });
    else if (reader.Resource === 'arn:aws:states:::s3:getObject')
      yield* stored(s3, { Bucket, Key }, settings);
    else throw new Error(`no item reader ${reader.Resource}`);
  } catch (cause) {
    const { name, message } = cause as Error;
    throw new StateError('States.ItemReaderFailed', `${name}: ${message}`);
  }
}

async function* listed(
  client: S3Client,
  where: { Bucket: string; Prefix: string | undefined },
): AsyncGenerator<Value> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, where)) {
    for (const { Key = '', Size = 0, ETag = '', LastModified, StorageClass = 'STANDARD' } of Contents) {
      const modified = Math.floor((LastModified?.getTime() ?? 0) / 1000);
      yield { Etag: ETag, Key, LastModified: modified, Size, StorageClass };
    }
  }
}

async function* stored(
  s3: S3Client,
  where: { Bucket: string; Key: string },
  settings: Fields,
): AsyncGenerator<Value> {
  const { Body } = await s3.send(new GetObjectCommand(where));
  if (!(Body instanceof Readable)) throw new Error('the object has no body');
  switch (settings.InputType) {
    case 'JSON':
      yield* pointedAt(JSON.parse(await Body.transformToString()), settings.ItemsPointer);
      return;
    case 'JSONL':
      for await (const line of createInterface({ input: Body })) if (line.trim()) yield JSON.parse(line);
      return;
    case 'CSV': {
      const columns = settings.CSVHeaderLocation === 'GIVEN' ? (settings.CSVHeaders as string[]) : true;
      yield* Body.pipe(parse({ columns }));
      return;
    }
    default:
      throw new Error(`items of type ${settings.InputType} are not read here`);
  }
}

/** The list in a document, at a JSON pointer such as `/shards` where one is given. */
function pointedAt(document: Value, pointer: Value | undefined): readonly Value[] {
  const steps = pointer === undefined ? [] : String(pointer).split('/').slice(1);
  const found = steps.reduce<Value | undefined>(
    (value, step) => (isFields(value) ? value[step] : undefined),
    document,
  );
  if (Array.isArray(found)) return found;
  throw new Error(`there is no list${pointer === undefined ? '' : ` at ${pointer}`}`);
}
