// Bundles the command line into dist/cli and the library into dist/lib: our own sources, every dependency left in node_modules.
// The library's declarations are the compiler's work (`npm run types -- tsconfig.product.json`).
import { readdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { constantsWithSimulator, trainingBundleOptions } from './bundling.mjs';

const faces = readdirSync('models').filter((name) => name.endsWith('.ts'));
const library = Object.fromEntries(faces.map((name) => [name.slice(0, -3), `models/${name}`]));

await bundle('dist/cli', { main: 'cli/main.ts' });
await bundle('dist/lib', { index: 'index.ts', ...library });

async function bundle(outdir, entryPoints) {
  rmSync(outdir, { recursive: true, force: true });
  const define = constantsWithSimulator();
  await build(trainingBundleOptions({ entryPoints, outdir, splitting: true, sourcemap: true, define }));
}
