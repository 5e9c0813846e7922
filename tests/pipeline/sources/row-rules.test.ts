import { describe, expect, it } from 'vitest';
import { checkFixture, type FixtureSource } from '../../support/check-fixture.ts';

const customers: FixtureSource = {
  csv: 'customer_id,joined_at,name,contact_consent\nc1,2025-01-01,Ana,true\nc2,2025-01-01,Bo,true',
};

/** A source, a good row, and one bad row for each rule that it must break. */
const cases: readonly [
  source: string,
  header: string,
  good: string,
  bad: readonly [rule: string, row: string][],
][] = [
  [
    'customers',
    'customer_id,joined_at,name,contact_consent',
    'c1,2025-01-01,Ana,true',
    [
      ['missing_customer_id', ',2025-01-01,Bo,true'],
      ['missing_joined_at', 'c2,,Bo,true'],
      ['unreadable_joined_at', 'c2,31/31/2025,Bo,true'],
      ['unreadable_contact_consent', 'c2,2025-01-01,Bo,perhaps'],
      ['stand_in_joined_at', 'c2,1900-01-01,Bo,true'],
      ['stand_in_joined_at', 'c2,9999-12-31,Bo,true'],
      ['duplicate_key', 'c1,2025-02-01,Ana again,true'],
      ['wrong_encoding', 'c2,2025-01-01,RenÃ©,true'],
      ['wrong_encoding', 'c2,2025-01-01,Ren\uFFFD,true'],
    ],
  ],
  [
    'orders',
    'order_id,line_id,customer_id,ordered_at,known_at,kind,amount,currency',
    'o1,1,c1,2025-06-01 10:00:00,2025-06-01 11:00:00,sale,10.50,EUR',
    [
      ['missing_order_id', ',1,c1,2025-06-01,2025-06-01,sale,10,EUR'],
      ['missing_customer_id', 'o2,1,,2025-06-01,2025-06-01,sale,10,EUR'],
      ['missing_amount', 'o2,1,c1,2025-06-01,2025-06-01,sale,,EUR'],
      ['unreadable_amount', 'o2,1,c1,2025-06-01,2025-06-01,sale,ten,EUR'],
      ['unreadable_amount', 'o2,1,c1,2025-06-01,2025-06-01,sale,NaN,EUR'],
      ['unreadable_ordered_at', 'o2,1,c1,yesterday,2025-06-01,sale,10,EUR'],
      ['not_allowed_kind', 'o2,1,c1,2025-06-01,2025-06-01,gift,10,EUR'],
      ['negative_sale', 'o2,1,c1,2025-06-01,2025-06-01,sale,-10,EUR'],
      ['positive_refund', 'o2,1,c1,2025-06-01,2025-06-01,refund,10,EUR'],
      ['bad_currency', 'o2,1,c1,2025-06-01,2025-06-01,sale,10,EURO'],
      ['stand_in_ordered_at', 'o2,1,c1,1970-01-01 00:00:00,2025-06-01,sale,10,EUR'],
      ['stand_in_ordered_at', 'o2,1,c1,9999-12-31 23:59:59,9999-12-31,sale,10,EUR'],
      ['too_large_amount', 'o2,1,c1,2025-06-01,2025-06-01,sale,123456789012345678.5,EUR'],
      ['too_large_amount', 'o2,1,c1,2025-06-01,2025-06-01,sale,1e300,EUR'],
      ['known_before_happened', 'o2,1,c1,2025-06-03,2025-06-01,sale,10,EUR'],
      ['unknown_customer', 'o2,1,c9,2025-06-01,2025-06-01,sale,10,EUR'],
      ['duplicate_key', 'o1,1,c1,2025-06-02,2025-06-02,sale,99,EUR'],
    ],
  ],
  [
    'events',
    'event_id,customer_id,happened_at,kind,journey_id',
    'e1,c1,2025-06-01,step,j1',
    [
      ['step_without_journey', 'e2,c1,2025-06-01,step,'],
      ['not_allowed_kind', 'e2,c1,2025-06-01,teleport,j1'],
    ],
  ],
  [
    'tickets',
    'ticket_id,customer_id,opened_at,first_response_at,resolved_at,contacts,sentiment',
    't1,c1,2025-06-01,2025-06-01,2025-06-02,2,0.5',
    [
      ['resolved_before_opened', 't2,c1,2025-06-03,,2025-06-02,1,'],
      ['answered_before_opened', 't2,c1,2025-06-03,2025-06-02,,1,'],
      ['negative_count', 't2,c1,2025-06-01,,,-1,'],
      ['unreadable_contacts', 't2,c1,2025-06-01,,,1.5,'],
      ['sentiment_off_scale', 't2,c1,2025-06-01,,,1,3'],
    ],
  ],
  [
    'surveys',
    'survey_id,customer_id,invited_at,answered_at,kind,score,scale_max',
    's1,c1,2025-06-01,2025-06-02,csat,5,5',
    [
      ['score_off_scale', 's2,c1,2025-06-01,2025-06-02,nps,11,'],
      ['score_off_scale', 's2,c1,2025-06-01,2025-06-02,csat,6,5'],
      ['score_off_scale', 's2,c1,2025-06-01,2025-06-02,ces,0,'],
      ['answered_before_invited', 's2,c1,2025-06-03,2025-06-02,nps,9,'],
      ['score_without_answer', 's2,c1,2025-06-03,,nps,9,'],
    ],
  ],
  [
    'touches',
    'touch_id,customer_id,touched_at,campaign,cost,opted_out_at',
    'x1,c1,2025-06-01,spring,1.20,',
    [
      ['negative_cost', 'x2,c1,2025-06-01,spring,-1,'],
      ['opted_out_before_touch', 'x2,c1,2025-06-02,spring,1,2025-06-01'],
    ],
  ],
  [
    'subscriptions',
    'subscription_id,customer_id,started_at,ended_at,monthly_amount',
    'b1,c1,2025-01-01,2025-03-01,10',
    [
      ['ended_before_started', 'b2,c1,2025-03-01,2025-01-01,10'],
      ['negative_fee', 'b2,c1,2025-03-01,,-10'],
    ],
  ],
  ['identities', 'alias_id,customer_id', 'C-1,c1', [['alias_of_itself', 'c1,c1']]],
];

describe.each(cases)('%s', (source, header, good, bad) => {
  it.each(bad)('sets a row aside for %s', async (rule, row) => {
    const tables = {
      orders: { csv: 'order_id,customer_id,ordered_at,amount\no9,c1,2025-05-01,5' },
      customers,
      [source]: { csv: [header, good, row].join('\n') },
    };
    const { report, quarantined } = await checkFixture(tables);
    const found = report.sources.find((s) => s.source === source);
    expect(found).toMatchObject({ read: 2, kept: 1, quarantined: 1 });
    expect(found?.reasons.map((reason) => reason.code)).toContain(rule);
    const [set] = await quarantined(source);
    expect(String(set?.quarantine_reasons).split(',')).toContain(rule);
  });
});
