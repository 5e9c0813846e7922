import type { FittedText, TextQuality } from '../../models/text.ts';
import type { Report } from '../../pipeline/reports/report.ts';
import type { SentimentAsk } from './ask.ts';
import type { CommentParts } from './part-comments.ts';

/** A model of comments, how good it is, and what was written of it. */
export interface SentimentFindings {
  readonly ask: SentimentAsk;
  readonly file: string;
  readonly parts: CommentParts;
  readonly fitted: Omit<FittedText, 'model'> & { readonly classes: readonly string[] };
  readonly quality: TextQuality;
  /** By language, the most frequent first; empty where none is named. */
  readonly byLanguage: readonly LanguageQuality[];
  readonly report: Report;
}

export interface LanguageQuality {
  readonly language: string;
  readonly quality: TextQuality;
}
