import type { Business } from './businesses.ts';
import { plainly, writeSheets } from './files.ts';
import { type Buy, buys, clock, money, sums } from './met-later.ts';

/** Answers as tools for forms export them: whole questions for the names of columns, several of them on each row. */

interface Form {
  readonly header: readonly string[];
  /** Lines between the header and the answers. */
  readonly below?: readonly (readonly string[])[];
  /** What a customer answers, two days after buying. */
  readonly answer: (buy: Buy, at: number) => readonly string[];
  /** Questions with a scale, each answered on every row. */
  readonly scales: number;
}

/** Every fifth buyer answers. */
const nth = (i: number): number => Math.floor(i / 5);
const later = 2 * 24 * 3_600_000;

const form = (name: string, { header, below = [], answer, scales }: Form, short = false): Business => ({
  name,
  short,
  write: (folder) => {
    const of = buys();
    const answering = of.filter(({ i }) => i % 5 === 2);
    const sheets = [
      {
        name: 'zakupy',
        header: ['nr', 'klient', 'kiedy', 'kwota'],
        rows: of.map(({ i, customer, at, cents }) => [
          `R${5000 + i}`,
          `P${customer}`,
          clock(at),
          money(cents),
        ]),
      },
      {
        name: 'klienci',
        header: ['klient', 'email', 'od'],
        rows: Array.from({ length: 240 }, (_, i) => [`P${i}`, `p${i}@mail.example`, '2024-01-15']),
      },
      {
        name: 'Form Responses 1',
        header,
        rows: [...below, ...answering.map((buy) => answer(buy, buy.at + later))],
      },
    ];
    // what was answered after the last purchase waits until its day is past
    const last = Date.parse(`${clock(of.at(-1)?.at ?? 0).slice(0, 10)}T23:59:59Z`);
    const known = answering.filter(({ at }) => at + later <= last);
    return {
      files: writeSheets(folder, sheets, plainly),
      truth: { ...sums(of), rows: { surveys: scales * known.length } },
    };
  },
});

/** 2024/02/07 4:07:11 PM GMT+1 */
function withHalves(at: number): string {
  const [day = '', time = ''] = clock(at).split(' ');
  const hour = Number(time.slice(0, 2));
  return `${day.replaceAll('-', '/')} ${hour % 12 || 12}${time.slice(2)} ${hour < 12 ? 'AM' : 'PM'} GMT+1`;
}

const words = ['', 'The box was damaged, sadly', 'All fine, thank you very much', ''];

export const forms: readonly Business[] = [
  form(
    'a form with three scales and a comment',
    {
      header: [
        'Timestamp',
        'Email Address',
        'How likely are you to recommend us to a friend or colleague? (0-10)',
        'Overall, how satisfied are you with your last order?',
        'How easy was it to get your question answered?',
        'What could we do better next time?',
      ],
      answer: ({ i, customer }, at) => [
        withHalves(at),
        `P${customer}@mail.example`,
        `${nth(i) % 11}`,
        ['1 - Very dissatisfied', '2', '3', '4', '5 - Very satisfied'][nth(i) % 5] ?? '',
        `${1 + (nth(i) % 7)}`,
        words[i % 4] ?? '',
      ],
      scales: 3,
    },
    true,
  ),
  form('a form in Polish, its answers numbered, with the hidden number of the customer', {
    header: [
      '#',
      'Jak bardzo prawdopodobne jest, że polecisz nas znajomym?',
      'Czy jesteś zadowolony z ostatniej dostawy, w skali 1–5?',
      'Ile osób mieszka z Tobą w domu?',
      'Co możemy zrobić lepiej?',
      'klient',
      'Start Date (UTC)',
      'Submit Date (UTC)',
    ],
    answer: ({ i, customer }, at) => [
      `f${(i * 2654435761) % 4294967296}x${i}`,
      `${nth(i) % 11}`,
      `${1 + (nth(i) % 5)}`,
      `${1 + (nth(i) % 6)}`,
      words[i % 4] ?? '',
      `P${customer}`,
      clock(at - 240_000),
      clock(at),
    ],
    scales: 2,
  }),
  form('a form in words', {
    header: [
      'Horodateur',
      'klient',
      'Êtes-vous satisfait de votre dernière commande ?',
      'A-t-il été facile de passer votre commande ?',
      'Avez-vous quelque chose à ajouter ?',
    ],
    answer: ({ i, customer }, at) => [
      clock(at),
      `P${customer}`,
      ['Très insatisfait', 'Insatisfait', 'Neutre', 'Satisfait', 'Très satisfait'][nth(i) % 5] ?? '',
      ['Très difficile', 'Difficile', 'Facile', 'Très facile'][nth(i) % 4] ?? '',
      words[i % 4] ?? '',
    ],
    scales: 2,
  }),
  form('a form whose scale does not say what it asks', {
    header: [
      'Zeitstempel',
      'Kundennummer (bitte eintragen)',
      'Welche Note geben Sie uns heute?',
      'Was noch zu sagen ist',
    ],
    answer: ({ i, customer }, at) => [clock(at), `P${customer}`, `${1 + (nth(i) % 5)}`, words[i % 4] ?? ''],
    scales: 1,
  }),
  form('a survey with codes, questions and tags above the answers', {
    header: ['EndDate', 'ResponseId', 'ExternalReference', 'Q1_NPS_GROUP', 'Q1', 'Q2'],
    below: [
      [
        'End Date',
        'Response ID',
        'External Data Reference',
        'How likely are you to recommend us to a friend? - Group',
        'How likely are you to recommend us to a friend?',
        'Anything else,\nor nothing?',
      ],
      ['endDate', '_recordId', 'externalDataReference', 'QID1_NPS_GROUP', 'QID1', 'QID2_TEXT'].map(
        (tag) => `{"ImportId":"${tag}"}`,
      ),
    ],
    answer: ({ i, customer }, at) => {
      const score = nth(i) % 11;
      const group = score < 7 ? 'Detractor' : score < 9 ? 'Passive' : 'Promoter';
      return [
        clock(at),
        `R_${(1_000_003 * i).toString(36)}x`,
        `P${customer}`,
        group,
        `${score}`,
        words[i % 4] ?? '',
      ];
    },
    scales: 1,
  }),
];
