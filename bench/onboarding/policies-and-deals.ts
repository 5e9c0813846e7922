import { randomStream } from '../../models/numerics.ts';
import type { Business, Truth } from './businesses.ts';
import type { Sheet } from './files.ts';
import { kindOf } from './kind-of.ts';
import { money } from './met-later.ts';

/** Insurers and sellers of services: what is insured, claimed, lent, offered and hoped for are sums that nobody pays. */

const dayMs = 86_400_000;
const from = Date.UTC(2022, 2, 1);
const iso = (day: number): string => new Date(from + day * dayMs).toISOString().slice(0, 10);

interface Policy {
  readonly i: number;
  readonly who: string;
  readonly start: number;
  /** Cents a month. */
  readonly fee: number;
  readonly insured: number;
}

/** 260 policies of 140 people, each for a year and some days. */
function policies(): Policy[] {
  const random = randomStream(53, 'policies and deals');
  return Array.from({ length: 260 }, (_, i) => ({
    i,
    who: `PH${1000 + (i % 140)}`,
    start: random.integer(700),
    fee: 1500 + random.integer(9000),
    insured: 2_000_000 + 100_000 * random.integer(300),
  }));
}

const number = ({ i }: Policy): string => `POL-${70_000 + i}`;
const end = ({ start, i }: Policy): string => iso(start + 365 + (i % 12));
const feesOf = (of: readonly Policy[]): { contracts: number; cents: number } => ({
  contracts: of.length,
  cents: of.reduce((sum, { fee }) => sum + fee, 0),
});
const people = (of: readonly Policy[]): number => new Set(of.map(({ who }) => who)).size;
const lasting = (of: readonly Policy[]): Truth => ({
  contracts: { customers: people(of), ends: of.length, fees: feesOf(of) },
});

const sheet = (name: string, header: string, rows: string[][]): Sheet => ({
  name,
  header: header.split(' '),
  rows,
});

const claims = (of: readonly Policy[]): Sheet =>
  sheet(
    'claims',
    'claim_id policy_id policyholder_id claim_date claim_amount',
    of.flatMap((one) =>
      Array.from({ length: one.i % 4 }, (_, k) => [
        `C-${one.i}-${k}`,
        number(one),
        one.who,
        iso(one.start + 20 + 70 * k),
        money(Math.round(one.insured / (7 + k))),
      ]),
    ),
  );

/** A payment a month, which names the policy alone. */
const paid = (of: readonly Policy[]): string[][] =>
  of.flatMap((one) =>
    Array.from({ length: 12 }, (_, k) => [
      `PAY${one.i}-${k}`,
      number(one),
      iso(one.start + 30 * k),
      money(one.fee),
    ]),
  );

const kind = kindOf(policies);

const covered =
  'policy_id policyholder_id start_date end_date deductible_amount coverage_amount premium_monthly';
const cover = (one: Policy): string[] => [
  number(one),
  one.who,
  iso(one.start),
  end(one),
  money(10_000 + 500 * (one.i % 9)),
  money(one.insured),
  money(one.fee),
];

export const policiesAndDeals: readonly Business[] = [
  kind(
    'claims beside payments that name the policy alone',
    (of) => {
      const rows = paid(of);
      const cents = 12 * feesOf(of).cents;
      return {
        sheets: [
          claims(of),
          sheet('policies', covered, of.map(cover)),
          sheet('premium_payments', 'payment_id policy_id payment_date amount_paid', rows),
        ],
        truth: { ...lasting(of), sums: { customers: people(of), orders: rows.length, cents } },
      };
    },
    true,
  ),
  kind('a premium beside what is insured', (of) => ({
    sheets: [sheet('policies', covered, of.map(cover))],
    truth: lasting(of),
  })),
  kind('a premium of the year, in words of another language', (of) => ({
    sheets: [
      sheet(
        'polizas',
        'ID_Seguro ID_Cliente Prima_Anual Fecha_Inicio Fecha_Vencimiento Cobertura_Total',
        of.map((one) => [
          number(one),
          one.who,
          money(12 * one.fee),
          iso(one.start),
          end(one),
          money(one.insured),
        ]),
      ),
    ],
    truth: lasting(of),
  })),
  kind('terms of a year in words that nobody knows', (of) => ({
    sheets: [
      sheet(
        'belgeler',
        'no sahip baslar biter tutar',
        of.map((one) => [number(one), one.who, iso(one.start), iso(one.start + 365), money(12 * one.fee)]),
      ),
    ],
    truth: lasting(of),
  })),
  kind('a premium of terms of all lengths', (of) => ({
    sheets: [
      sheet(
        'policies',
        'policy_id policyholder_id start_date end_date written_premium',
        of.map((one) => [
          number(one),
          one.who,
          iso(one.start),
          iso(one.start + 220 + one.i),
          money(Math.round((one.fee * (220 + one.i)) / 30)),
        ]),
      ),
    ],
    truth: lasting(of),
  })),
  kind('offers and claims beside policies', (of) => ({
    sheets: [
      claims(of),
      sheet('policies', covered, of.map(cover)),
      sheet(
        'offers',
        'offer_id policyholder_id offered_on premium_offered',
        of.flatMap((one) =>
          [0, 1, 2].map((k) => [
            `O${one.i}-${k}`,
            one.who,
            iso(one.start - 9 + 150 * k),
            money(one.fee + 100 * k),
          ]),
        ),
      ),
    ],
    truth: { ...lasting(of), rows: { orders: 0 } },
  })),
  kind('policies and claims of a warehouse, called facts', (of) => ({
    sheets: [
      sheet(
        'DimCustomer(with_id)',
        'policyholder_id full_name',
        [...new Set(of.map(({ who }) => who))].map((who, i) => [who, `Person ${i} Berg`]),
      ),
      sheet('FactPolicies(with_id)', covered, of.map(cover)),
      { ...claims(of), name: 'FactClaims(with_id)' },
    ],
    truth: { ...lasting(of), rows: { orders: 0 } },
  })),
  kind('loans, of which the sum is no fee', (of) => ({
    sheets: [
      sheet(
        'loans',
        'loan_id customer_id loan_amount loan_start_date loan_end_date',
        of.map((one) => [
          number(one),
          one.who,
          `${5000 + 250 * (one.i % 80)}`,
          iso(one.start),
          iso(one.start + 700 + one.i),
        ]),
      ),
    ],
    truth: lasting(of),
  })),
  kind('the day of signing up beside that of the contract', (of) => ({
    sheets: [
      sheet(
        'memberships',
        'membership_id member_id start_date signup_date monthly_fee',
        of.map((one) => [
          number(one),
          one.who,
          iso(one.start),
          one.i % 3 ? iso(one.start - 40 + (one.i % 60)) : '',
          money([1490, 3900, 9900][one.i % 3] ?? 0),
        ]),
      ),
    ],
    truth: { contracts: { customers: people(of), ends: 0 } },
  })),
  kind('deals that were won and lost', (of) => {
    const won = of.filter(({ i }) => i % 3 !== 0);
    const stages = ['Closed Lost', 'Closed Won', 'Closed Won'];
    return {
      sheets: [
        sheet(
          'deals',
          'deal_id contact_id created_at stage amount',
          of.map((one) => [
            number(one),
            one.who,
            iso(one.start),
            stages[one.i % 3] ?? '',
            money(one.insured),
          ]),
        ),
      ],
      truth: {
        sums: {
          customers: people(won),
          orders: won.length,
          cents: won.reduce((sum, { insured }) => sum + insured, 0),
        },
      },
    };
  }),
  kind('deals of which only is known what was expected', (of) => ({
    sheets: [
      sheet(
        'deals',
        'deal_id contact_id created_at expected_amount',
        of.map((one) => [number(one), one.who, iso(one.start), money(one.insured)]),
      ),
    ],
    truth: { sums: { customers: people(of), orders: of.length, cents: 0 } },
  })),
  kind('what a lead may be worth is not sold with each call', (of) => {
    const calls = of.flatMap((one) =>
      [0, 1, 2].map((k) => [
        `A${one.i}-${k}`,
        one.who,
        iso(one.start + 9 * k),
        ['call', 'mail'][k % 2] ?? '',
      ]),
    );
    return {
      sheets: [
        sheet('calls', 'activity_id lead_id activity_at activity_type', calls),
        sheet(
          'leads',
          'lead_id created_at utc_offset team_size expected_mrr',
          [...new Map(of.map((one) => [one.who, one])).values()].map((one) => [
            one.who,
            iso(0),
            `${-3 - (one.i % 4)}`,
            `${1 + (one.i % 30)}`,
            money(one.fee),
          ]),
        ),
      ],
      truth: { usage: { customers: people(of), rows: calls.length }, rows: { orders: 0 } },
    };
  }),
  kind('machines in rupiah, with a discount', (of) => {
    const rows = of.flatMap((one) =>
      [0, 1].map((k) => ({
        row: [
          `S${one.i}-${k}`,
          one.who,
          iso(one.start + 60 * k),
          `VAN${one.i % 12}`,
          `${1 + ((one.i + k) % 4)}`,
          `${9_400_000_000 + 50_000_000 * (one.i % 12)}.50`,
          ['0', '0.1', '0.25'][(one.i + k) % 3] ?? '',
        ],
        cents:
          100 *
          (1 + ((one.i + k) % 4)) *
          (9_400_000_000.5 + 50_000_000 * (one.i % 12)) *
          ([1, 0.9, 0.75][(one.i + k) % 3] ?? 1),
      })),
    );
    return {
      sheets: [
        sheet(
          'sales',
          'sale_id customer_id sale_date product_id quantity unit_price discount',
          rows.map(({ row }) => row),
        ),
      ],
      truth: {
        sums: {
          customers: people(of),
          orders: rows.length,
          cents: Math.round(rows.reduce((sum, { cents }) => sum + cents, 0)),
        },
      },
    };
  }),
];
