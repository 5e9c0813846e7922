import { describe, expect, it } from 'vitest';
import { defaultPlays } from '../../../contracts/config/default-plays.ts';
import { sourceContracts } from '../../../contracts/sources/sources.ts';
import { factsOnSpine } from '../../../pipeline/facts/facts-on-spine.ts';
import { createSpine } from '../../../pipeline/facts/spine.ts';
import { availableFeatures, catalogue, families, readsWords } from '../../../pipeline/features/catalogue.ts';
import { outcomeLike } from '../../../pipeline/recognise/outcome-columns.ts';
import { isProtected } from '../../../pipeline/recognise/protected-attribute.ts';
import { moodsOfRecords } from '../../../pipeline/texts/moods-of-records.ts';
import { allMapped, emptyBusiness, openBusiness, smallConfig } from './business.ts';
import { scheduleOf } from './dates.ts';

const config = smallConfig();

describe('the catalogue', () => {
  it("names exactly the columns of each family's SQL, in their order and of their kind", async () => {
    const { warehouse } = await openBusiness(emptyBusiness);
    await createSpine(warehouse, config, scheduleOf(config, ['2025-12-01']));
    const facts = factsOnSpine(warehouse);
    await facts.create('read_moods', moodsOfRecords(false));
    for (const { name, sql, features } of families) {
      await facts.create(`features_${name}`, sql);
      const [id, ...columns] = await warehouse.columns(`features_${name}`);
      expect(id?.name, name).toBe('spine_id');
      const kinds = columns.map((column) => [column.name, column.type === 'varchar' ? 'category' : 'number']);
      expect(kinds, name).toEqual(features.map((feature) => [feature.name, feature.kind]));
    }
    await warehouse.close();
  });

  it('has each name once, and asks only for columns that the contracts have', () => {
    const names = catalogue.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, needs, family } of catalogue) {
      const { reads } = families.find((one) => one.name === family)!;
      expect(needs.length, name).toBeGreaterThan(0);
      for (const need of needs) {
        const [source, column] = need.split('.') as ['orders', string];
        expect(Object.keys(sourceContracts[source].columns), name).toContain(column);
        if (name !== 'touches_since_order') expect(reads, name).toContain(source);
      }
    }
  });

  it('gives reasons with a value and what is usual, or neither, and none from a protected attribute', () => {
    for (const { name, needs, reason, kind } of catalogue) {
      if (reason === null) continue;
      expect(isProtected({ name, needs }), name).toBe(false);
      const holes = [...`${reason.what} ${reason.usual}`.matchAll(/\{(\w+)\}/g)].map(([, hole]) => hole);
      expect([['value', 'usual'], []], `${name}: ${reason.what}`).toContainEqual(holes);
      if (kind === 'category') expect(reason).toMatchObject({ when: 'any', format: 'text' });
    }
    const silent = catalogue.filter((feature) => isProtected(feature)).map(({ name }) => name);
    expect(silent).toEqual(['country', 'language']);
  });

  it('has the groups that plays answer', () => {
    const groups = new Set(catalogue.map(({ group }) => group));
    for (const { when } of defaultPlays) expect([...groups]).toEqual(expect.arrayContaining([...when]));
  });
});

describe('what the sources can give', () => {
  it('is all with every column mapped, and what is lacking is named column by column', () => {
    const only = (...orders: string[]) =>
      availableFeatures((source) =>
        source === 'customers' ? ['customer_id', 'joined_at'] : source === 'orders' ? orders : [],
      );
    expect(availableFeatures(allMapped)).toEqual({ features: catalogue, dropped: [] });
    const { features, dropped } = only('order_id', 'customer_id', 'ordered_at', 'amount');
    expect(new Set(features.map(({ family }) => family))).toEqual(
      new Set(['orders', 'rhythm', 'margin', 'profile']),
    );
    expect(features.length + dropped.length).toBe(catalogue.length);
    expect(dropped).toContainEqual({ feature: 'refunds_90d', needs: ['orders.kind'] });
    expect(dropped).toContainEqual({ feature: 'nps_last', needs: ['surveys.score', 'surveys.answered_at'] });
    expect(dropped).toContainEqual({ feature: 'other_ids', needs: ['identities.known_at'] });
  });

  it('has sentiment where the data bring it, or words from which it is read; a business without either is told of both', () => {
    const given = (columns: Readonly<Record<string, readonly string[]>>) => {
      const { features, dropped } = availableFeatures((source) => columns[source] ?? []);
      return {
        has: features.filter(({ family }) => family === 'sentiment').map(({ name }) => name),
        needs: dropped.find(({ feature }) => feature === 'comment_sentiment_last')?.needs,
      };
    };
    const ofCases = [
      'ticket_sentiment_last',
      'ticket_sentiment_change',
      'ticket_sentiment_mean_365d',
      'tickets_negative_90d',
    ];
    expect(given({ tickets: ['ticket_id', 'text'] }).has).toEqual(ofCases);
    expect(given({ tickets: ['ticket_id', 'sentiment'] }).has).toEqual(ofCases);
    expect(given({ surveys: ['comment', 'answered_at'] }).has).toHaveLength(4);
    expect(given({ surveys: ['answered_at'] })).toEqual({ has: [], needs: ['surveys.comment or sentiment'] });
    expect(given({ surveys: ['comment'] }).needs).toEqual(['surveys.answered_at']);
    const mapped = (columns: Readonly<Record<string, readonly string[]>>) =>
      readsWords((source) => columns[source] ?? []);
    expect([{ tickets: ['text'] }, { surveys: ['comment'] }, { tickets: ['sentiment'] }].map(mapped)).toEqual(
      [true, true, false],
    );
  });

  it("takes the user's own dimensions of customers, but none that tells an outcome", () => {
    const dimensions = ['dim_device', 'dim_account_status', 'dim_churn_flag', 'dim_store'];
    const { features, dropped } = availableFeatures((source) => (source === 'customers' ? dimensions : []));
    expect(features.map(({ name }) => name)).toEqual(['dim_device', 'dim_store']);
    expect(features[0]).toMatchObject({ kind: 'category', reason: null });
    const refused = dropped.filter(({ feature }) => feature.startsWith('dim_'));
    expect(refused.map(({ feature }) => feature)).toEqual(['dim_account_status', 'dim_churn_flag']);
    expect(refused[0]!.needs[0]).toMatch(/tells no outcome/);
    const vouched = availableFeatures(
      (source) => (source === 'customers' ? dimensions : []),
      ['dim_account_status'],
    );
    expect(vouched.features.map(({ name }) => name)).toEqual([
      'dim_device',
      'dim_account_status',
      'dim_store',
    ]);
  });

  it('reads no attribute of a customer that looks like an outcome', () => {
    const attributes = catalogue
      .flatMap(({ needs }) => needs)
      .filter((need) => need.startsWith('customers.'));
    for (const need of attributes) expect(outcomeLike(need.slice('customers.'.length)), need).toBeNull();
  });
});
