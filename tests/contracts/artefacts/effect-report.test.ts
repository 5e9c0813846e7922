import { describe, expect, it } from 'vitest';
import { documentBytes, parseDocument } from '../../../contracts/artefacts/document.ts';
import { effectReportDocument, roiReport } from '../../../contracts/artefacts/effect-report.ts';
import { effectExample, roiExample } from '../../support/effect-example.ts';

describe('the report of an effect', () => {
  it('reads back what was written', () => {
    const bytes = documentBytes(effectReportDocument, effectExample, 'report.json');
    expect(parseDocument(effectReportDocument, bytes, 'report.json')).toEqual(effectExample);
    expect(roiReport.parse(JSON.parse(JSON.stringify(roiExample)))).toEqual(roiExample);
  });

  it('refuses a figure that is no number, since JSON writes it as unknown', () => {
    const money = { ...effectExample.money!, margin: { ...effectExample.money!.margin, value: Number.NaN } };
    expect(() => documentBytes(effectReportDocument, { ...effectExample, money }, 'report.json')).toThrow(
      'money.margin.value',
    );
  });
});
