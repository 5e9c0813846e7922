import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { championDocument } from '../../contracts/artefacts/champion.ts';
import {
  artefact,
  documentBytes,
  parseDocument,
  readDocument,
  writeDocument,
} from '../../contracts/artefacts/document.ts';
import { figure, listOf } from '../../contracts/artefacts/values.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { memoryStore } from '../support/memory-store.ts';

const root = join(import.meta.dirname, '../..');

const parcel = artefact({
  name: 'label of a parcel',
  schema: z.strictObject({ to: z.string(), grams: z.number(), stamps: listOf(figure) }),
});

const label = { to: 'Ada', grams: 250, stamps: [1.5, Number.NaN] };

describe('a document', () => {
  it('comes back as it was written, with the hash of its bytes', async () => {
    const store = memoryStore();
    const written = await writeDocument(store, parcel, 'labels/1.json', label);
    expect(await readDocument(store, parcel, 'labels/1.json')).toEqual({
      value: label,
      sha256: written.sha256,
    });
    expect(await readDocument(store, parcel, 'labels/2.json')).toBeNull();
  });

  it('writes what is no number as null, only where the schema knows figures that may be unknown', () => {
    expect(new TextDecoder().decode(documentBytes(parcel, label, 'here'))).toContain('null');
    const broken = { ...label, grams: Number.NaN };
    expect(() => documentBytes(parcel, broken, 'labels/1.json')).toThrow(/labels\/1\.json.*grams/s);
  });

  it('is not written where a condition of the store does not hold', async () => {
    const store = memoryStore();
    await writeDocument(store, parcel, 'labels/1.json', label);
    const again = await writeDocument(
      store,
      parcel,
      'labels/1.json',
      { ...label, to: 'Bo' },
      { ifAbsent: true },
    );
    expect(again.put).toBe(false);
    expect((await readDocument(store, parcel, 'labels/1.json'))?.value.to).toBe('Ada');
  });

  it('names the file, what does not fit and what to do, without its contents', () => {
    const secret = 'ada@example.com';
    const text = JSON.stringify({ to: 7, grams: secret, stamps: [], extra: secret });
    const read = () => parseDocument(parcel, new TextEncoder().encode(text), 's3://lake/labels/1.json');
    expect(read).toThrow(HoldfastError);
    const message = messageOf(read);
    for (const part of ['s3://lake/labels/1.json', 'label of a parcel', 'to:', 'grams:', 'run again']) {
      expect(message).toContain(part);
    }
    expect(message).not.toContain(secret);
  });

  it('of another shape is told in words: what is missing, what is not known, what should stand there', () => {
    const text = JSON.stringify({ grams: '250', stamps: [1], weight: 250 });
    const message = messageOf(() => parseDocument(parcel, new TextEncoder().encode(text), 'labels/1.json'));
    for (const part of ['to: is missing', 'weight: is not known here', 'grams: write a number'])
      expect(message).toContain(part);
    expect(message).not.toMatch(/undefined|Invalid|Unrecognized/);
  });

  it('that is cut is said not to be valid JSON, without its contents', () => {
    const cut = new TextEncoder().encode('{"to": "ada@example.com", "gr');
    const message = messageOf(() => parseDocument(parcel, cut, 'labels/1.json'));
    expect(message).toMatch(/labels\/1\.json.*not valid JSON/);
    expect(message).not.toContain('ada');
  });

  it('of a champion is refused where a decision of no known kind stands in it', () => {
    const text = JSON.stringify({
      version: 'abc',
      asOf: '2026-01-01',
      previous: null,
      decision: { promoted: true, because: 'I say so', sentence: '', challenge: null },
    });
    const read = () => parseDocument(championDocument, new TextEncoder().encode(text), 'champion.json');
    expect(messageOf(read)).toContain('decision.because');
  });
});

/**
 * Templates that CloudFormation keeps or `cdk synth` wrote: what is read of them is checked as `deployed-settings.ts` says. What a
 * language model answers: whatever does not fit is no answer, and no error. What a person exported: only its keys are looked at.
 */
const foreign = [
  'platform/aws/account/open-account.ts',
  'platform/aws/moods/bedrock.ts',
  'cli/doctor/deployed-settings.ts',
  'platform/local/inputs-only.ts',
  'platform/local/json-tables.ts',
];

describe('parsed JSON', () => {
  it('is read by the one function that checks it', () => {
    const folders = ['contracts', 'pipeline', 'flat', 'onboarding', 'platform', 'functions', 'cli'];
    const parsing = folders
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`),
      )
      .filter(
        (file) => file.endsWith('.ts') && readFileSync(join(root, file), 'utf8').includes('JSON.parse'),
      );
    expect(parsing.filter((file) => !foreign.includes(file))).toEqual(['contracts/artefacts/document.ts']);
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
