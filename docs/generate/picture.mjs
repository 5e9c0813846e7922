// Draws the picture of the README: the top of a card as a browser shows it. Needs Chromium (Debian's will do).
//
//   npm run demo && npm run picture
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const models = 'holdfast-demo/models/retention';
const version = readdirSync(models, { withFileTypes: true }).find((entry) => entry.isDirectory())?.name;
if (version === undefined) throw new Error(`${models} holds no model: npm run demo makes one`);

const card = pathToFileURL(resolve(models, version, 'card.html')).href;
const out = resolve('docs/card.png');
const page = ['--hide-scrollbars', '--window-size=1000,1020', `--screenshot=${out}`, card];
execFileSync(
  process.env.CHROMIUM ?? 'chromium',
  ['--headless=new', '--no-sandbox', '--disable-gpu', ...page],
  { stdio: 'ignore' },
);
