import { expect, it } from 'vitest';
import { readConfig } from '../../../contracts/config/read-config.ts';
import { TransientError } from '../../../contracts/errors.ts';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { checkSources } from '../../../pipeline/sources/check-sources.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { silence } from '../../support/silence.ts';

const config = readConfig(
  `version: 1
business: { name: Shop, currency: EUR, dataUntil: 2025-01-01 }
inputs:
  people: { file: people.csv }
  sales: { file: sales.csv }
sources:
  customers: { from: people, columns: { customer_id: id, joined_at: joined } }
  orders: { from: sales, columns: { order_id: id, customer_id: who, ordered_at: day, amount: amount } }
churn: { kind: non-contractual, horizonDays: 60, lookbackDays: 180 }
`,
  'holdfast.yaml',
);

it('an outage while the columns of a source are looked at is no fault of the config', async () => {
  let looks = 0;
  const warehouse = {
    create: async () => {},
    columns: async () => {
      if (++looks === 1) throw new TransientError('Rate exceeded');
      return [{ name: 'id', type: 'varchar' }];
    },
  } as unknown as Warehouse;
  const request = { config, run: 'r', dataUntil: '2025-01-01 00:00:00', attached: {} };
  const checked = checkSources(warehouse, folderStore(scratchFolder()), request, silence);
  await expect(checked).rejects.toBeInstanceOf(TransientError);
});
