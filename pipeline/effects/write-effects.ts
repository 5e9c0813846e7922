import { writeDocument } from '../../contracts/artefacts/document.ts';
import { type EffectReport, effectReportDocument } from '../../contracts/artefacts/effect-report.ts';
import { keys } from '../../contracts/keys.ts';
import type { LanguageCode } from '../../contracts/languages.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { effectCsv } from '../reports/effect/effect-csv.ts';
import { effectPage } from '../reports/effect/effect-page.ts';

/** Puts each report as a page and as data, and the numbers behind it as CSV, in a folder of its campaign. */
export async function writeEffects(
  store: ObjectStore,
  key: string,
  reports: readonly EffectReport[],
  language: LanguageCode,
): Promise<void> {
  for (const report of reports) {
    const place = keys.effect(key, report.question.campaign);
    const numbers = effectCsv([report]);
    for (const { name, text } of numbers) await store.put(`${place}${name}`, text);
    const page = effectPage([report], { language, files: numbers.map(({ name }) => name) });
    await store.put(`${place}report.html`, page);
    await writeDocument(store, effectReportDocument, `${place}report.json`, report);
  }
}
