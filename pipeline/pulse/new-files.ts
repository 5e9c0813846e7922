import { type PulseCursor, type PulseSource, pulseSources } from '../../contracts/artefacts/pulse.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { ListedInput, ListInputs, RawFile } from '../../contracts/ports/raw-files.ts';
import type { RawInput } from '../../contracts/ports/warehouse.ts';
import { readsInput } from '../sources/reads-input.ts';

/** What has landed since the pulses before. */
export interface Landed {
  /** Sources that have new files. */
  readonly sources: readonly PulseSource[];
  readonly files: readonly RawFile[];
  /** The inputs that these sources read: new files alone, or all where a query joins them with others or only all together name the columns. */
  readonly inputs: readonly RawInput[];
  /** Tag of every file as it is listed now. */
  readonly tags: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/** Lists the files of what customers say; those whose tags the cursor has were read before. */
export async function findLanded(
  config: Config,
  { files: known }: PulseCursor,
  list: ListInputs,
): Promise<Landed> {
  const read = pulseSources.filter((source) => config.sources[source] !== undefined);
  const inputsOf = (source: PulseSource) =>
    Object.keys(config.inputs).filter((input) => readsInput(config.sources[source], input));
  const ofTables = read.filter((source) =>
    inputsOf(source).some((input) => config.inputs[input]!.table !== undefined),
  );
  const ofFiles = read.filter((source) => !ofTables.includes(source));
  const listed = new Map<string, ListedInput>();
  for (const one of await list(config, [...new Set(ofFiles.flatMap(inputsOf))]))
    listed.set(one.input.name, one);
  const isNew = ({ location, tag }: RawFile) => known[location] !== tag;
  const freshOf = (input: string) => listed.get(input)!.files.filter(isNew);
  const sources = ofFiles.filter((source) => inputsOf(source).some((input) => freshOf(input).length > 0));
  const whole = new Set([
    ...sources.filter((source) => config.sources[source]!.query !== undefined).flatMap(inputsOf),
    // a file of JSON names the keys that its own rows have: an open case may leave out when it was resolved
    ...[...listed.values()].flatMap(({ input: { name, format } }) => (format === 'json' ? [name] : [])),
  ]);
  const inputs = [...new Set(sources.flatMap(inputsOf))].map((name) => {
    const { input, files } = listed.get(name)!;
    return { ...input, locations: (whole.has(name) ? files : freshOf(name)).map(({ location }) => location) };
  });
  const all = [...listed.values()].flatMap(({ files }) => files);
  return {
    sources,
    files: [...listed.keys()].flatMap(freshOf),
    inputs,
    tags: Object.fromEntries(all.map(({ location, tag }) => [location, tag])),
    notes: ofTables.map(
      (source) =>
        `${source}: read off a table of the catalogue, which tells of no files that land: the night's run reads it`,
    ),
  };
}
