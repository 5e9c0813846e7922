import { expect, it } from 'vitest';
import { leftAloneSelect } from '../../../pipeline/pulse/left-alone.ts';
import { contextSelect } from '../../../pipeline/targeting/context.ts';
import { createSaidMoods } from '../../../pipeline/targeting/said-moods.ts';
import { asOfAt, openRanked } from './open-ranked.ts';

const names = ['given', 'read', 'listed', 'scored', 'later', 'better', 'silent'];
const people = names.map((id) => ({ id, churn: 0.5, kept: 100 }));
const joined = { joined_at: '2025-01-01', known_at: '2025-01-01', contact_consent: true };
const ticket = { ticket_id: 't1', opened_at: '2025-12-20', known_at: '2025-12-20' };

/** Moods as the texts stage writes them. */
const read = `select * from (values
    ('ticket', 't2', 'read', '2025-12-28 08:00:00', -8e-1, 'own'),
    ('ticket', 't3', 'listed', '2025-12-28 08:00:00', -8e-1, 'words'),
    ('survey', 's1', 'scored', '2025-12-28 08:00:00', -1e0, 'score'),
    ('ticket', 't4', 'later', '2026-01-01 00:00:00', -8e-1, 'own'),
    ('ticket', 't5', 'better', '2025-12-22 08:00:00', -8e-1, 'comprehend'),
    ('review', null, 'better', '2025-12-29 08:00:00', 9e-1, 'own')
  ) m (source, record_id, customer_id, written_at, sentiment, said_by)`;

it('lists, and the rule of those who complained, take the moods that were read where the data bring none', async () => {
  const { warehouse, request } = await openRanked(people, {
    customers: names.map((customer_id) => ({ customer_id, ...joined })),
    tickets: [{ ...ticket, customer_id: 'given', sentiment: -0.6 }],
  });
  const context = contextSelect({ ...request, standings: ['candidate'], limit: 10 });
  const said = async () => [
    await warehouse.rows(
      `select customer_id, sentiment, complained_days from (${context}) c where sentiment is not null order by customer_id`,
    ),
    await warehouse.rows(`select customer_id from (${leftAloneSelect(asOfAt, 7)}) a order by customer_id`),
  ];
  const given = { customer_id: 'given', sentiment: 'negative', complained_days: 12 };
  expect(await said()).toEqual([[given], []]);
  await warehouse.create('moods_read', read);
  await createSaidMoods(warehouse, { asOfAt, withMoods: true });
  expect(await said()).toEqual([
    [
      { customer_id: 'better', sentiment: 'positive', complained_days: 9 },
      given,
      { customer_id: 'read', sentiment: 'negative', complained_days: 3 },
    ],
    [{ customer_id: 'read' }],
  ]);
  await warehouse.close();
});
