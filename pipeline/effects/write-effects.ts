import { writeDocument } from '../../contracts/artefacts/document.ts';
import { type EffectReport, effectReportDocument } from '../../contracts/artefacts/effect-report.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { effectCsv } from './effect-csv.ts';

/** Puts each report as data, and the numbers behind it as CSV, in a folder of its campaign. */
export async function writeEffects(
  store: ObjectStore,
  key: string,
  reports: readonly EffectReport[],
): Promise<void> {
  for (const report of reports) {
    const place = keys.effect(key, report.question.campaign);
    for (const { name, text } of effectCsv(report)) await store.put(`${place}${name}`, text);
    await writeDocument(store, effectReportDocument, `${place}report.json`, report);
  }
}
