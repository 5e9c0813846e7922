import { describe, expect, it } from 'vitest';
import { accusedByName, outcomeNames } from '../../flat/find-table-leaks.ts';
import type { TablePlan } from '../../flat/plan.ts';

const named = (...names: string[]): Pick<TablePlan, 'features'> => ({
  features: names.map((name) => ({ name, kind: 'number' }) as TablePlan['features'][number]),
});

describe('a column whose name suggests that it knows the outcome', () => {
  it.each(['months_inactive', 'Months_Inactive_12_mon', 'inactiveDays', 'Monate inactive', 'inactive since'])(
    'is asked about and not accused where it says how long: %s',
    (name) => {
      expect(outcomeNames(named(name)).has(name)).toBe(true);
      expect(accusedByName(named(name)).size).toBe(0);
    },
  );

  it.each(['Inactive', 'account_status', 'is_active', 'risk score', 'Exited'])(
    'is accused where the figures bear it out: %s',
    (name) => {
      expect(accusedByName(named(name)).get(name)).toBe(outcomeNames(named(name)).get(name));
      expect(accusedByName(named(name)).size).toBe(1);
    },
  );
});
