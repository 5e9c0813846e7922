import type { PulseCursor, PulseSource, Unread } from '../../contracts/artefacts/pulse.ts';
import { pulseSources } from '../../contracts/artefacts/pulse.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { ListInputs, RawFile } from '../../contracts/ports/raw-files.ts';
import type { RawInput } from '../../contracts/ports/warehouse.ts';
import { readsInput } from '../sources/reads-input.ts';
import { listEach } from './list-each.ts';
import { type SameFile, sameFiles } from './same-files.ts';

/** What has landed since the pulses before. */
export interface Landed {
  /** Sources that have new files. */
  readonly sources: readonly PulseSource[];
  /** New files, each with its input. */
  readonly files: readonly (RawFile & { readonly input: string })[];
  /** The inputs that these sources read: new files alone, or all where a query joins them with others or only all together name the columns. */
  readonly inputs: readonly RawInput[];
  /** Tag of every file that has been read once these are, as it is listed now. */
  readonly tags: Readonly<Record<string, string>>;
  /** New files that hold what another one holds. */
  readonly copies: readonly SameFile[];
  /** Inputs whose files could not be listed. */
  readonly unread: readonly Unread[];
  readonly notes: readonly string[];
}

export interface LandedRequest {
  readonly config: Config;
  readonly cursor: Pick<PulseCursor, 'files' | 'later'>;
  readonly at: Date;
}

/**
 * Lists the files of what customers say; those whose tags the cursor has were read before, and are read again where some of
 * their rows were of a time that has come. One that is still being written is left to the next pulse.
 */
export async function findLanded(request: LandedRequest, list: ListInputs): Promise<Landed> {
  const { config, cursor, at } = request;
  const read = pulseSources.filter((source) => config.sources[source] !== undefined);
  const inputsOf = (source: PulseSource) =>
    Object.keys(config.inputs).filter((input) => readsInput(config.sources[source], input));
  const ofTables = read.filter((source) =>
    inputsOf(source).some((input) => config.inputs[input]!.table !== undefined),
  );
  const ofFiles = read.filter((source) => !ofTables.includes(source));
  const { listed, unread } = await listEach(config, [...new Set(ofFiles.flatMap(inputsOf))], list);
  // times count in whole seconds
  const hasCome = (instant: string) => Date.parse(instant) + 1000 <= at.getTime();
  const isNew = ({ location, tag }: RawFile) =>
    cursor.files[location] !== tag || hasCome(cursor.later[location] ?? '');
  const freshOf = (input: string) => listed.get(input)!.files.filter((file) => !isCut(file) && isNew(file));
  const sources = ofFiles
    .filter((source) => inputsOf(source).every((input) => listed.has(input)))
    .filter((source) => inputsOf(source).some((input) => freshOf(input).length > 0));
  const whole = new Set([
    ...sources.filter((source) => config.sources[source]!.query !== undefined).flatMap(inputsOf),
    // a file of JSON names the keys that its own rows have: an open case may leave out when it was resolved
    ...[...listed.values()].flatMap(({ input: { name, format } }) => (format === 'json' ? [name] : [])),
  ]);
  const names = [...new Set(sources.flatMap(inputsOf))];
  const inputs = names.map((name) => {
    const { input, files } = listed.get(name)!;
    const taken = whole.has(name) ? files.filter((file) => !isCut(file)) : freshOf(name);
    return { ...input, locations: taken.map(({ location }) => location) };
  });
  const all = [...listed.values()].flatMap(({ files }) => files);
  const copies: SameFile[] = [];
  for (const input of names) {
    const fresh = new Set(freshOf(input));
    const whole = listed.get(input)!.files.filter((file) => !isCut(file));
    copies.push(...(await sameFiles(whole, (file) => fresh.has(file))));
  }
  return {
    copies,
    sources,
    files: names.flatMap((input) => freshOf(input).map((file) => ({ ...file, input }))),
    inputs,
    tags: {
      ...(unread.length > 0 ? cursor.files : {}),
      ...Object.fromEntries(all.filter((file) => !isCut(file)).map(({ location, tag }) => [location, tag])),
    },
    unread,
    notes: [
      ...ofTables.map(
        (source) =>
          `${source}: read off a table of the catalogue, which tells of no files that land: the night's run reads it`,
      ),
      ...all.filter(isCut).map(stillWritten),
    ],
  };
}

const isCut = ({ state }: RawFile): boolean => state === 'cut';

/** What is said of a file that is left to the next pulse because somebody still writes to it. */
export const stillWritten = ({ location }: Pick<RawFile, 'location'>): string =>
  `${location} is still being written: the next pulse reads it`;

/** What has landed without some of its files: they count as unread. Sources that have no new file left are not read. */
export function without(
  { files, inputs, tags, ...landed }: Landed,
  left: ReadonlySet<string>,
  config: Config,
): Landed {
  const stay = files.filter(({ location }) => !left.has(location));
  const has = new Set(stay.map(({ input }) => input));
  const sources = landed.sources.filter((source) =>
    [...has].some((input) => readsInput(config.sources[source], input)),
  );
  return {
    ...landed,
    sources,
    files: stay,
    inputs: inputs
      .filter(({ name }) => sources.some((source) => readsInput(config.sources[source], name)))
      .map(({ locations, ...input }) => ({
        ...input,
        locations: locations!.filter((location) => !left.has(location)),
      })),
    tags: Object.fromEntries(Object.entries(tags).filter(([location]) => !left.has(location))),
  };
}
