import type { SourceConfig } from '../../contracts/config/config.ts';

/** Whether a source is read off an input, by its name or by its query. */
export const readsInput = (source: SourceConfig | undefined, input: string): boolean =>
  source !== undefined &&
  (source.from === input || new RegExp(`\\b${input}\\b`, 'i').test(source.query ?? ''));
