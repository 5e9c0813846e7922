/** What customers wrote: classes of short texts in any language, and how good they are. The face of models/text. */
export {
  type FittedText,
  fitTextModel,
  type LabelledTexts,
  type TextOptions,
} from './text/fit-text-model.ts';
export { judgeLabels, type Proportion, type TextQuality } from './text/judge-labels.ts';
export { moodByWords } from './text/lexicon/mood-of.ts';
export { maskContacts, normaliseText } from './text/normalise-text.ts';
export { type Unread, unreadable } from './text/readable.ts';
export { type JudgedText, loadTextModel, type TextModel } from './text/text-model.ts';
export { type ClusterOptions, clusterTexts } from './text/themes/cluster-texts.ts';
export { type FittedThemes, fitThemes, type ThemedTexts } from './text/themes/fit-themes.ts';
export { nameGroups } from './text/themes/name-groups.ts';
export type { JudgedTheme, ThemeModel } from './text/themes/theme-model.ts';
export { wordsOf } from './text/themes/words-of.ts';
