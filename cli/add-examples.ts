import { isMap, isSeq, parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import type { Proposal } from '../contracts/artefacts/themes-report.ts';
import { ConfigError } from '../contracts/errors.ts';

export interface NamedProposal {
  readonly id: string;
  readonly title?: string;
  readonly ignore: boolean;
  readonly proposal: Proposal;
}

/**
 * The text of a config with the examples of a group under its theme, which is added where it is not there; all else stays as
 * it was written, comments included.
 * @throws ConfigError where the id is none, or the theme is ignored and is to be named, or the other way round
 */
export function addExamples(config: string, { id, title, ignore, proposal }: NamedProposal): string {
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(id))
    throw new ConfigError(`"${id}" is no id of a theme: write lower-case letters, digits, - and _ alone`);
  const document = parseDocument(config);
  const found = document.get('themes');
  const themes = isSeq(found) ? found : new YAMLSeq();
  themes.flow = false;
  if (themes !== found) document.set('themes', themes);
  const there = themes.items.find((item) => isMap(item) && item.get('id') === id) as YAMLMap | undefined;
  if (there !== undefined && (there.get('ignore') === true) !== ignore)
    throw new ConfigError(`themes: ${id} is ${ignore ? 'a theme' : 'ignored'}; take another id`);
  const theme = there ?? new YAMLMap();
  if (there === undefined) {
    theme.set('id', id);
    if (title !== undefined) theme.set('name', title);
    if (ignore) theme.set('ignore', true);
    themes.add(theme);
  }
  const known = theme.get('examples');
  const examples = isMap(known) ? known : new YAMLMap();
  const { language } = proposal;
  const before = examples.get(language);
  const texts: string[] = isSeq(before) ? (before.toJSON() as string[]) : [];
  examples.set(language, document.createNode([...new Set([...texts, ...proposal.examples])]));
  theme.set('examples', examples);
  return document.toString({ lineWidth: 0 });
}
