import { describe, expect, it } from 'vitest';
import { facts } from '../../../pipeline/facts/catalogue.ts';
import { factsOnSpine } from '../../../pipeline/facts/facts-on-spine.ts';
import { inlineFacts, namedFacts } from '../../../pipeline/facts/name-facts.ts';
import { createSpine } from '../../../pipeline/facts/spine.ts';
import { recordingWarehouse } from '../../support/recording-warehouse.ts';
import { trinoGrammar } from '../../support/trino-grammar.ts';
import { emptyBusiness, openBusiness, smallConfig } from '../features/business.ts';
import { scheduleOf } from '../features/dates.ts';

const config = smallConfig();
const schedule = scheduleOf(config, ['2025-12-01']);

describe('the catalogue of facts', () => {
  it('names exactly the columns of the SQL, in their order, and the sources that it reads', async () => {
    const { warehouse } = await openBusiness(emptyBusiness);
    await createSpine(warehouse, config, schedule);
    for (const { name, sql, columns, reads } of facts) {
      const found = await warehouse.columns(`(${inlineFacts(sql)})`);
      expect(
        found.map((column) => column.name),
        name,
      ).toEqual(Object.keys(columns));
      const sources = [...sql.matchAll(/\b(?:from|join) (\w+)/g)].map(([, relation]) => relation);
      expect(sources, name).toEqual(
        expect.arrayContaining(reads.map((source) => (source === 'identities' ? 'identity_links' : source))),
      );
    }
    await warehouse.close();
  });

  it('has each name once, and a fact names only those before it', () => {
    const names = facts.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [i, { name, sql }] of facts.entries()) {
      const named = namedFacts(sql).map((fact) => names.indexOf(fact.name));
      expect(Math.max(-1, ...named), name).toBeLessThan(i);
    }
  });

  it("parses with Trino's grammar, every fact put into one text", async () => {
    const problems = await trinoGrammar();
    for (const { name } of facts) expect(problems(inlineFacts(`select * from ${name} f`)), name).toEqual([]);
  });
});

describe('a text that names facts', () => {
  it('gets them as subqueries under their names, those within them too', () => {
    const text = inlineFacts(
      'select o.units\nfrom known_orders o\njoin last_orders l on l.spine_id = o.spine_id',
    );
    expect(text).toMatch(/from \(\nselect[\s\S]+\) o\njoin \(\nselect[\s\S]+\) l on/);
    expect(text).not.toMatch(/\b(from|join) (known|last)_/);
    expect(inlineFacts('select 1 as known_orders from others')).toBe('select 1 as known_orders from others');
  });

  it('has tables made for it once, each after those that it is made from', async () => {
    const { warehouse } = await openBusiness(emptyBusiness);
    await createSpine(warehouse, config, schedule);
    const created: string[] = [];
    const spied = {
      ...warehouse,
      create: (table: string, select: string) => {
        created.push(table);
        return warehouse.create(table, select);
      },
    };
    const tables = factsOnSpine(recordingWarehouse(spied, new Set()));
    await tables.create('first', 'select l.last_at from last_orders l');
    await tables.create('second', 'select count(*) as n from known_orders o');
    expect(created).toEqual(['known_lines', 'known_orders', 'first', 'second']);
    await tables.release();
    await expect(warehouse.columns('known_orders')).rejects.toThrow('known_orders');
    await tables.create('third', 'select n from second union all select count(*) from known_lines l');
    expect(created.slice(4)).toEqual(['known_lines', 'third']);
    await warehouse.close();
  });
});
