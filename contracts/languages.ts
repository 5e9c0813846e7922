/** The languages that reports and messages to customers are shipped in. */
export const languageCodes = ['en', 'pl', 'ro', 'ru', 'it', 'de'] as const;

export type LanguageCode = (typeof languageCodes)[number];
