import type { Destination } from '../../contracts/destinations/destination.ts';
import { destinations } from '../../contracts/destinations/destinations.ts';

/** docs/delivery.md, its table and sections written from the destinations. */
export function deliveryPage(): string {
  return [
    '# Handing lists to other tools',
    '',
    'For whoever takes the list to a CRM or a messaging tool. Written from `contracts/destinations/` (`npm run docs` rewrites it);',
    'every list is there as CSV for a spreadsheet, Excel, JSON and Parquet in any case ([columns](lists.md)).',
    '',
    '```yaml',
    'sources:',
    '  customers:',
    '    columns:',
    '      email: mail_address # also: phone, external_id',
    'targeting:',
    '  deliver:',
    '    - { name: weekly, to: klaviyo }',
    '    - name: calls',
    '      to: salesforce',
    '      campaign: spring',
    '      columns: { Customer_No__c: customer_id, Call_Reason__c: reason_1, Play__c: play }',
    '```',
    '',
    'Each makes a file `lists/as_of=…/deliver/<name>.csv`, or several (`<name>-1.csv`, …), each with the header, where one would be larger than the',
    'tool takes. `columns` names them in their order, header first, then the column of the list or `as_of`; without it, the columns below are taken. The manifest names',
    'the files with their hashes and says how many customers are in them.',
    '',
    '- **Who.** Those of the list alone: whom no rule leaves alone and who is not held out. `campaign` takes those whom it lists;',
    '  `list: win-back` takes the other list.',
    '- **One address, two customers.** Rules hold for customers, not for addresses: where somebody who may be contacted shares an address with somebody who',
    '  may not, or is held out, the address is in the file. Make them one customer with the source `identities`, or let the tool keep its own list of those who',
    '  said no.',
    '- **Addresses and numbers.** An e-mail address that is none, or a telephone number without its country (`+48…`, `0048…`), is left empty',
    '  and counted: a country is not guessed. Numbers are written in E.164.',
    '- **Left out.** Whoever has none of the identifiers of the tool, or one that somebody before them has, is left out and counted; the screen',
    '  and the manifest say how many and why.',
    '- **As it is.** A machine reads these files, so ids and texts are not guarded against spreadsheets; line breaks in a text become blanks. Open',
    '  `at-risk.csv` or `at-risk.xlsx` in a spreadsheet instead.',
    '- **Again for the same date.** Go by the manifest. What it does not name, such as a second part that is needed no more or a file of another name, is of',
    '  an earlier run and may hold customers who have said no since.',
    '- **Personal data.** `email`, `phone` and `external_id` go from `customers` to the at-risk and the win-back list and to these files, and nowhere else: no',
    '  feature, score, ledger, suppressed list or query table has them.',
    '',
    'A config that would make a file the tool refuses is refused itself, before the run.',
    '',
    ...Object.entries(destinations).flatMap(([name, destination]) => section(name, destination)),
  ].join('\n');
}

function section(name: string, destination: Destination): string[] {
  return [
    `## ${name}`,
    '',
    `${destination.means} ([rules](${destination.rules})).`,
    '',
    ...limits(destination).map((line) => `- ${line}`),
    '',
    '| header | column |',
    '|---|---|',
    ...Object.entries(destination.columns).map(([header, column]) => `| ${header} | ${column} |`),
    '',
  ];
}

function limits({
  identifiers,
  identifiedBy = [],
  identifierFirst,
  header,
  lineEnd,
  empty,
  maxBytes,
  maxRows,
  maxColumns,
}: Destination): string[] {
  const among = (names: readonly string[]) => names.map((one) => `\`${one}\``);
  const fields = among(identifiedBy).map((column) => `a field of yours with ${column}`);
  return [
    `UTF-8 without a byte-order mark, commas, lines end with ${lineEnd === '\n' ? 'LF' : 'CR LF'}.`,
    ...(identifiers.length === 0
      ? []
      : [
          `A row needs ${[...among(identifiers), ...fields].join(' or ')}${identifierFirst ? ', one of which is the first column' : ''}; the same one stands once in a file.`,
        ]),
    ...(header === undefined ? [] : [`A header is ${header.says}.`]),
    empty === ''
      ? 'What is not there is an empty cell.'
      : `What the list does not say is \`${empty}\`, which clears it: an empty cell would keep the value of last week. Names, addresses and numbers, segments, countries and languages that are not there are empty cells: the tool keeps its own.`,
    `At most ${maxBytes / 1_000_000} MB a file${maxRows === undefined ? '' : `, ${maxRows.toLocaleString('en')} rows`}${maxColumns === undefined ? '' : `, ${maxColumns} columns`}.`,
  ];
}
