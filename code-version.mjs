// Versions of the code, taken from what is bundled of it: comments, types and modules that nobody calls do not count.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = import.meta.dirname;

const bundled = {
  absWorkingDir: root,
  write: false,
  bundle: true,
  minify: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  loader: { '.sql': 'text' },
  logLevel: 'error',
};

/** What answers a stage that asks a warehouse: both engines' adapters and readers, so that keys agree wherever it runs. */
const engines = [
  'platform/local/duckdb-warehouse.ts',
  'platform/aws/athena-warehouse.ts',
  'contracts/engines.ts',
];

/** What answers a stage that asks a service: what it is asked, and how its answers are read. */
const services = ['platform/aws/moods/comprehend.ts', 'platform/aws/moods/bedrock.ts'];

/** Runs beside the stage that fits models, from a bundle of its own. */
const secondThread = 'models/retention/ensemble/fit-thread.ts';

/** Where these only hold schemas, their values stand in the keys themselves; where they run stages, no result depends on them. */
const notItsOwn = [
  ...except('contracts/artefacts', ['list-columns.ts', 'score-numbers.ts']),
  ...except('contracts/config', ['columns-read.ts', 'nearest.ts']),
  ...['environment', 'events', 'feature', 'keys', 'stages'].map((name) => `contracts/${name}.ts`),
  ...['declared-config', 'run', 'stage'].map((name) => `pipeline/stages/${name}.ts`),
];

function except(folder, names) {
  return readdirSync(join(root, folder))
    .filter((name) => !names.includes(name))
    .map((name) => `${folder}/${name}`);
}

let versions;

/**
 * The version of each stage's code, by name: a hash of its minified bundle and of the versions of the packages it imports.
 * @returns {Promise<Record<string, string>>}
 */
export async function stageVersions() {
  versions ??= hashStages(await declaredStages());
  return versions;
}

async function declaredStages() {
  const { outputFiles } = buildSync({
    ...bundled,
    packages: 'bundle',
    entryPoints: ['contracts/stages.ts'],
  });
  const { stages } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return stages;
}

const moduleOf = (stage) => `pipeline/stages/${stage}.ts`;

function hashStages(stages) {
  const names = Object.keys(stages);
  const hashes = bundleHashes([...names.map(moduleOf), ...engines, ...services, secondThread]);
  return Object.fromEntries(
    names.map((name) => {
      const parts = [
        moduleOf(name),
        ...(stages[name].queries ? engines : []),
        ...(stages[name].asksServices ? services : []),
        ...(name === 'train' ? [secondThread] : []),
      ];
      return [name, short(parts.map((part) => hashes[part]).join('\n'))];
    }),
  );
}

/** Version of the package, and of all code that makes results: names what `evaluate` wrote with. */
export async function codeVersion() {
  return `${packageVersion()}+${short(Object.values(await stageVersions()).join('\n'))}`;
}

/** The same of the code that simulates a business. */
export function simulatorVersion() {
  const [hash] = Object.values(bundleHashes(['cli/simulate-business.ts']));
  return `${packageVersion()}+${hash}`;
}

/** A hash for each entry point, of its bundle and its packages. */
function bundleHashes(entryPoints) {
  const external = notItsOwn.map((file) => join(root, file));
  const options = {
    ...bundled,
    entryPoints,
    external,
    outbase: root,
    outdir: join(root, 'hashed'),
    metafile: true,
  };
  const { outputFiles, metafile } = buildSync(options);
  const texts = new Map(outputFiles.map(({ path, text }) => [path.slice(root.length + 1), text]));
  return Object.fromEntries(
    Object.entries(metafile.outputs).map(([path, { entryPoint, imports }]) => {
      const packages = new Set(imports.map((one) => packageOf(one.path)).filter(counts));
      const installed = [...packages].sort().map((name) => `${name}@${versionOf(name)}`);
      return [entryPoint, short([texts.get(path), ...installed].join('\n'))];
    }),
  );
}

const packageOf = (path) =>
  path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');

/** Our own files are in the bundle, or named above; of Node and of AWS's protocols no result depends on the version. */
const counts = (name) => !/^(\.|\/|node:|@aws-sdk$|@aws-sdk\/)/.test(name) && name !== '';

const versionOf = (name) => readJson(`node_modules/${name}/package.json`).version;
const packageVersion = () => readJson('package.json').version;
const readJson = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const short = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12);
