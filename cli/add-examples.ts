import { isDeepStrictEqual } from 'node:util';
import { type Document, isMap, isSeq, parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import type { Proposal } from '../contracts/artefacts/themes-report.ts';
import { ConfigError } from '../contracts/errors.ts';

export interface NamedProposal {
  readonly id: string;
  readonly title?: string;
  readonly ignore: boolean;
  readonly proposal: Proposal;
}

/** A config as far as it is of interest here. */
interface Themed {
  readonly themes?: readonly Readonly<Record<string, unknown>>[] | null;
}

/**
 * The text of a config with the examples of a group under its theme, which is added where it is not there; all else says what
 * it said, and comments stay.
 * @throws ConfigError where the id is none, the group has no example, the theme is ignored and is to be named or the other way
 *   round, or aliases of YAML would carry the change elsewhere
 */
export function addExamples(config: string, named: NamedProposal): string {
  const { id, ignore, proposal } = named;
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(id))
    throw new ConfigError(`"${id}" is not an id for a theme: write lower-case letters, digits, - and _ only`);
  if (proposal.examples.length === 0)
    throw new ConfigError(
      `Nothing of the texts of ${proposal.id} may be kept: without names, numbers and rare words none of them says anything.`,
    );
  const document = parseDocument(config);
  const before = document.toJS() as Themed;
  const there = before.themes?.find((theme) => theme.id === id);
  if (there !== undefined && (there.ignore === true) !== ignore)
    throw new ConfigError(`themes: ${id} is ${ignore ? 'a theme' : 'ignored'}; take another id`);
  addTo(document, named);
  const text = document.toString({ lineWidth: 0 });
  if (!isDeepStrictEqual(parseDocument(text).toJS(), withExamples(before, named)))
    throw new ConfigError(
      `themes: anchors and aliases of YAML stand in the way of adding to ${id}. Write out what they stand for, and run this again`,
    );
  return text;
}

function addTo(document: Document, { id, title, ignore, proposal }: NamedProposal): void {
  const found = document.get('themes');
  const themes = isSeq(found) ? found : new YAMLSeq();
  themes.flow = false;
  if (themes !== found) document.set('themes', themes);
  const there = themes.items.find((item) => isMap(item) && item.get('id') === id) as YAMLMap | undefined;
  const theme = there ?? new YAMLMap();
  if (there === undefined) themes.add(theme);
  theme.set('id', id);
  if (title !== undefined) theme.set('name', title);
  if (ignore) theme.set('ignore', true);
  const known = theme.get('examples');
  const examples = isMap(known) ? known : new YAMLMap();
  if (examples !== known) theme.set('examples', examples);
  const before = examples.get(proposal.language);
  const texts = isSeq(before) ? before : new YAMLSeq();
  if (texts !== before) examples.set(proposal.language, texts);
  for (const text of newOnes(proposal, texts.toJS(document))) texts.add(document.createNode(text));
}

const newOnes = ({ examples }: Proposal, known: readonly unknown[]): string[] =>
  [...new Set(examples)].filter((text) => !known.includes(text));

/** What the config is to say afterwards. */
function withExamples(config: Themed, { id, title, ignore, proposal }: NamedProposal): Themed {
  const themes = config.themes ?? [];
  const there = themes.find((theme) => theme.id === id);
  const examples = (there?.examples ?? {}) as Readonly<Record<string, readonly string[]>>;
  const known = examples[proposal.language] ?? [];
  const theme = {
    ...there,
    id,
    ...(title === undefined ? {} : { name: title }),
    ...(ignore ? { ignore } : {}),
    examples: { ...examples, [proposal.language]: [...known, ...newOnes(proposal, known)] },
  };
  return {
    ...config,
    themes: there === undefined ? [...themes, theme] : themes.with(themes.indexOf(there), theme),
  };
}
