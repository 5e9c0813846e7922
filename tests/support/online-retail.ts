import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { sharedData } from './shared-data.ts';

export const retail = sharedData('online_retail/online_retail.csv.gz');

/** Lines of customers of odd numbers; of those that name nobody the ones of odd invoices, so that they have their share. */
export function halfOfRetail(): string {
  const [header, ...lines] = gunzipSync(readFileSync(retail.path)).toString('utf8').split('\n');
  const isOdd = (line: string) => Number(/,(\d{5})\.0,[^,]*$/.exec(line)?.[1] ?? line.slice(0, 6)) % 2 === 1;
  return `${[header, ...lines.filter(isOdd)].join('\n')}\n`;
}
