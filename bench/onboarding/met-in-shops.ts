import type { Business } from './businesses.ts';
import { kindOf } from './kind-of.ts';
import { type Buy, buys, clock, money, sums } from './met-later.ts';

/** Kinds of faults that exports of shops, tills and payments showed, of which the names say little. */

const kind = kindOf(buys);

/** A few kinds of work, each at one whole sum, of which the wages are a share. */
const fees = [70, 85, 95, 125, 140, 190, 225, 275, 425, 600, 750];
const feeOf = ({ i }: Buy): number => fees[(i * 7) % fees.length] ?? 0;

const american = (at: number): string => {
  const on = new Date(at);
  const hour = on.getUTCHours();
  const minute = String(on.getUTCMinutes()).padStart(2, '0');
  const day = `${on.getUTCMonth() + 1}/${on.getUTCDate()}/${on.getUTCFullYear() % 100}`;
  return `${day}, ${hour % 12 || 12}:${minute}\u202f${hour < 12 ? 'AM' : 'PM'}`;
};

export const metInShops: readonly Business[] = [
  kind(
    'few whole sums beside what the work cost',
    (of) => ({
      sheets: [
        {
          name: 'jobs',
          header: ['customer_id', 'date', 'service', 'amount', 'parts_cost', 'labor_cost'],
          rows: of.map((buy) => [
            `C${buy.customer}`,
            clock(buy.at).slice(0, 10),
            `S${(buy.i * 7) % fees.length}`,
            `${feeOf(buy)}`,
            `${5 + (buy.i % 30)}`,
            money(55 * feeOf(buy)),
          ]),
        },
      ],
      truth: sums(of.map((buy) => ({ ...buy, cents: 100 * feeOf(buy) }))),
    }),
    true,
  ),
  kind(
    'whole sums, what they cost and what is left, in no language',
    (of) => ({
      sheets: [
        {
          name: 'data_03',
          header: ['日付', '商品', '顧客ID', '数量', '売上', '原価', '利益', '利益率(%)'],
          // customers of a firm buy once a day, at sums that are far apart
          rows: of.map(({ i, customer, at, cents }) => {
            const sold = 3000 + Math.round(cents ** 3 / 90_000) + i;
            const left = Math.round(sold * (0.3 + 0.05 * (i % 9)));
            return [
              clock(at).slice(0, 10),
              `商品${i % 12}`,
              `ENT-${String(customer).padStart(4, '0')}`,
              `${1 + (i % 5)}`,
              `${sold}`,
              `${sold - left}`,
              `${left}`,
              money(Math.round((10_000 * left) / sold)),
            ];
          }),
        },
      ],
      truth: sums(
        of.map((buy) => ({ ...buy, cents: 100 * (3000 + Math.round(buy.cents ** 3 / 90_000) + buy.i) })),
      ),
    }),
    true,
  ),
  kind('numbers of orders with blanks in them', (of) => ({
    sheets: [
      {
        name: 'sales_order',
        header: [
          'OrderNumber',
          'OrderDate',
          'Customer Index',
          'Region Index',
          'Order Quantity',
          'Unit Price',
        ],
        rows: of.flatMap(({ i, customer, at, cents }) =>
          // two orders of a day, each of its own number
          [0, 1].map((n) => [
            `SO - ${String(2 * i + n).padStart(6, '0')}`,
            clock(at).slice(0, 10),
            `${1 + (customer % 90)}`,
            `${1 + (i % 80)}`,
            '2',
            money(cents),
          ]),
        ),
      },
    ],
    truth: {
      sums: { customers: 90, orders: 2 * of.length, cents: 4 * (sums(of).sums?.cents ?? 0) },
    },
  })),
  kind('a kind of order that says where it came from', (of) => ({
    sheets: [
      {
        name: 'sales_transactions',
        header: ['customer_id', 'order_type', 'date', 'order_id', 'revenue'],
        rows: of.map(({ i, customer, at, cents }) => [
          `${41_000 + customer}`,
          i % 50 === 7
            ? 'Not set'
            : i % 9 === 2
              ? 'Outbound Phone Order'
              : i % 17 === 3
                ? 'Email Order'
                : 'Website Order',
          clock(at).slice(0, 10),
          `${4_000_000 + i}`,
          money(cents),
        ]),
      },
    ],
    truth: sums(of),
  })),
  kind('a card of credit that expires', (of) => ({
    sheets: [
      {
        name: 'sales_order',
        header: ['id', 'cust_id', 'time', 'total', 'credit_card_number', 'credit_card_exper_month'],
        rows: of.map(({ i, customer, at, cents }) => [
          `${i + 1}`,
          `${customer + 1}`,
          clock(at),
          money(cents),
          `${4_000_000_000_000_000 + 7919 * customer}`,
          `${1 + (customer % 12)}`,
        ]),
      },
    ],
    truth: sums(of),
  })),
  kind('what is called paid back stands on most rows', (of) => ({
    sheets: [
      {
        name: 'zakupy',
        header: ['nr', 'klient', 'kiedy', 'kwota', 'refundable_amount'],
        rows: of.map(({ i, customer, at, cents }) => [
          `R${5000 + i}`,
          `P${customer}`,
          clock(at),
          money(cents),
          i % 9 === 2 ? '' : money(Math.round(0.8 * cents)),
        ]),
      },
    ],
    truth: sums(of),
  })),
  kind('goods that move are nobody', (of) => ({
    sheets: [
      {
        name: 'transaksi',
        header: ['kode_transaksi', 'tanggal', 'kode_barang', 'jenis', 'jumlah'],
        rows: of.map(({ i, at }) => [
          `TRX${i}`,
          clock(at).slice(0, 10),
          `BRG${100 + (i % 60)}`,
          i % 3 ? 'keluar' : 'masuk',
          `${1 + (i % 14)}`,
        ]),
      },
      {
        name: 'barang',
        header: ['kode', 'nama', 'harga_beli', 'harga_jual', 'stok'],
        rows: Array.from({ length: 60 }, (_, i) => [
          `BRG${100 + i}`,
          `Barang ${i}`,
          `${1500 + 500 * (i % 17)}`,
          `${2500 + 500 * (i % 23)}`,
          `${5 * (i % 30)}`,
        ]),
      },
    ],
    truth: { rows: { events: 0 } },
  })),
  kind('a narrow space before the PM', (of) => ({
    sheets: [
      {
        name: 'receipts',
        header: ['Date', 'Receipt number', 'Net sales', 'Customer name', 'Note'],
        // behind four in five stands nobody, who still gets a note of what was bought
        rows: of.map(({ i, customer, at, cents }) => [
          american(at),
          `1-${3000 + i}`,
          money(cents),
          customer % 5 ? 'NA' : `Customer_${customer}`,
          `${1 + (i % 3)} x Kopi ${i % 19}`,
        ]),
      },
    ],
    truth: sums(of.filter(({ customer }) => customer % 5 === 0)),
  })),
  kind('codes of post that come back', (of) => ({
    sheets: [
      {
        name: 'ventas',
        header: ['Número de orden', 'Fecha', 'Total', 'Código postal', 'Provincia'],
        rows: of.map(({ i, at, cents }) => [
          `${5000 + i}`,
          clock(at),
          money(cents),
          `${1000 + ((i * 37) % 390)}`,
          `Provincia ${i % 17}`,
        ]),
      },
    ],
    truth: { sums: { customers: 0, orders: of.length, cents: sums(of).sums?.cents ?? 0 } },
  })),
  kind('points that a receipt earns', (of) => ({
    sheets: [
      {
        name: 'receipts',
        header: ['receipt_id', 'userId', 'purchaseDate', 'pointsEarned', 'totalSpent'],
        rows: of.map(({ i, customer, at, cents }) => [
          `r${i}x`,
          `u${customer}q`,
          clock(at),
          `${25 * (i % 40)}.${i % 10}`,
          money(cents),
        ]),
      },
    ],
    truth: sums(of),
  })),
  kind('buyers whose names sound like a state', (of) => ({
    sheets: [
      {
        name: 'receipts',
        header: ['userEmail', 'customerName', 'createdAt', 'totalAmount'],
        rows: of.map(({ customer, at, cents }) => [
          `c${customer}@shop.example`,
          ['Tessa Tester', 'Pat Open', 'Ann Void', 'Kim Lee', 'Max Muster', 'Jo Sold'][customer % 6] ?? '',
          clock(at),
          money(cents),
        ]),
      },
    ],
    truth: sums(of),
  })),
  kind('payments and orders each with a state', (of) => ({
    sheets: [
      {
        name: 'orders',
        header: ['order_id', 'customer_id', 'order_date', 'status'],
        rows: of.map(({ i, customer, at }) => [
          `O${1000 + i}`,
          `C${customer}`,
          clock(at),
          i % 11 === 3 ? 'canceled' : 'delivered',
        ]),
      },
      {
        name: 'payments',
        header: ['payment_id', 'order_id', 'payment_status', 'amount'],
        rows: of.map(({ i, cents }) => [
          `PAY${i}`,
          `O${1000 + i}`,
          i % 13 === 5 ? 'failed' : 'captured',
          money(cents),
        ]),
      },
    ],
    truth: sums(of.filter(({ i }) => i % 11 !== 3 && i % 13 !== 5)),
  })),
  kind('what was taken off stands before what was paid', (of) => ({
    sheets: [
      {
        name: 'vendas',
        header: ['Data', 'Nome_Cliente', 'Quantidade', 'Preço_Unitário', 'Desconto', 'Valor_Total'],
        rows: of.map(({ i, customer, at, cents }) => {
          const [units, less] = [1 + (i % 4), i % 2 ? 0 : Math.round(cents / 10)];
          return [
            clock(at).slice(0, 10),
            `Cliente ${customer}`,
            `${units}`,
            money(cents),
            money(less),
            money(units * cents - less),
          ];
        }),
      },
    ],
    truth: sums(
      of.map((one) => ({
        ...one,
        cents: (1 + (one.i % 4)) * one.cents - (one.i % 2 ? 0 : Math.round(one.cents / 10)),
      })),
    ),
  })),
  kind('goods and customers numbered alike', (of) => ({
    sheets: [
      {
        name: 'clientes',
        header: ['id', 'nome', 'email', 'dataCadastro'],
        rows: Array.from({ length: 240 }, (_, i) => [
          `${i + 1}`,
          `Pessoa ${i}`,
          `p${i}@loja.example`,
          `2024-01-${10 + (i % 18)}`,
        ]),
      },
      {
        name: 'produtos',
        header: ['id', 'nome', 'descricao', 'dataCadastro'],
        rows: Array.from({ length: 90 }, (_, i) => [
          `${i + 1}`,
          `Coisa ${i}`,
          `Coisa de casa ${i}`,
          '2024-01-09',
        ]),
      },
      {
        name: 'pedidos',
        header: ['id', 'clienteId', 'status', 'valorTotal', 'dataCriacao'],
        rows: of.map(({ i, customer, at, cents }) => [
          `${i + 1}`,
          `${customer + 1}`,
          i % 9 === 4 ? 'AGUARDANDO_PAGAMENTO' : 'PAGO',
          money(cents),
          clock(at),
        ]),
      },
    ],
    truth: sums(of.filter(({ i }) => i % 9 !== 4)),
  })),
  kind('visits to which some did not come', (of) => ({
    sheets: [
      {
        name: 'appointments',
        header: ['patient_id', 'appointment_at', 'type', 'show_up'],
        rows: of.map(({ i, customer, at }) => [
          `P${customer}`,
          clock(at),
          ['Checkup', 'Procedure', 'Follow-up'][i % 3] ?? '',
          i % 6 ? '1' : '0',
        ]),
      },
    ],
    truth: { rows: { events: of.filter(({ i }) => i % 6 !== 0).length } },
  })),
];
