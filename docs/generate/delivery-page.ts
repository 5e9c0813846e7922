import type { Destination } from '../../contracts/destinations/destination.ts';
import { destinations } from '../../contracts/destinations/destinations.ts';

/** docs/delivery.md, its table and sections written from the destinations. */
export function deliveryPage(): string {
  return [
    '# Handing lists to other tools',
    '',
    'For whoever imports a list into a CRM or a messaging tool. Generated from `contracts/destinations/` by `npm run docs`.',
    'Every list is also written as CSV for a spreadsheet, Excel, JSON and Parquet ([columns](lists.md)).',
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
    'Each entry writes a file `lists/as_of=…/deliver/<name>.csv`, or several (`<name>-1.csv`, …), each with the header, where one would be larger than the',
    'tool accepts. `columns` gives the columns in order, each as a header and a column of the list or `as_of`; without it, the columns below are written. The manifest names',
    'the files with their hashes and says how many customers they hold.',
    '',
    '- **Who.** Only customers on the list: not suppressed by any rule, and not held out. `campaign` keeps those of one campaign;',
    '  `list: win-back` takes the other list.',
    '- **One address, two customers.** Most rules apply to customers, not addresses: where a listed customer shares an address with one who is held out or',
    '  suppressed, the address is in the file. Consent is the exception: whoever shares an address with somebody who refused or opted out is suppressed',
    '  (`shared_address`). Map ids of the same person with the source `identities`.',
    '- **Addresses and numbers.** An invalid e-mail address, or a telephone number without its country code (`+48…`, `0048…`), is left empty',
    '  and counted: the country is not guessed. Numbers are written in E.164.',
    "- **Left out.** Customers with none of the tool's identifiers, or with one already used in the file, are left out and counted; the screen",
    '  and the manifest say how many and why.',
    '- **Not for spreadsheets.** These files are for machines, so cells are not escaped against spreadsheet formulas; line breaks in a text become spaces. In a spreadsheet,',
    '  open `at-risk.csv` or `at-risk.xlsx` instead.',
    '- **A second run for the same date.** Go by the manifest. A file that it does not name, such as a second part no longer needed or a file of another name, is from',
    '  an earlier run and may hold customers who have opted out since.',
    '- **Personal data.** `email`, `phone` and `external_id` go from `customers` to the lists of customers to contact and to these files, and nowhere else: no',
    '  feature, score, ledger, suppressed list or query table has them.',
    '',
    'A config that would write a file the tool rejects is refused before the run.',
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
    `UTF-8 without a byte-order mark, comma-separated, lines end with ${lineEnd === '\n' ? 'LF' : 'CR LF'}.`,
    ...(identifiers.length === 0
      ? []
      : [
          `A row needs ${[...among(identifiers), ...fields].join(' or ')}${identifierFirst ? ', one of which is the first column' : ''}; each occurs once in a file.`,
        ]),
    ...(header === undefined ? [] : [`A header is ${header.says}.`]),
    empty === ''
      ? 'A missing value is an empty cell.'
      : `A missing value is \`${empty}\`, which clears the field: an empty cell would keep last week's value. Missing names, addresses, numbers, segments, countries and languages are empty cells: the tool keeps its own.`,
    `At most ${maxBytes / 1_000_000} MB a file${maxRows === undefined ? '' : `, ${maxRows.toLocaleString('en')} rows`}${maxColumns === undefined ? '' : `, ${maxColumns} columns`}.`,
  ];
}
