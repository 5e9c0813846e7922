import { expect, it } from 'vitest';
import { isDataFile } from '../../platform/data-files.ts';

it('a data file has the ending of its format, is not hidden and not empty, in a folder and in a bucket', () => {
  const data = ['orders.csv', '2024/07/orders.CSV.gz', 'year=2024/part-0.csv', 'a.tsv'];
  const other = [
    ...['orders.csv.bak', '.orders.csv.swp', '~$orders.csv', '._orders.csv', '.hidden.csv', 'orders.csv~'],
    ...['_SUCCESS', '_temporary/0/part-0.csv', '.spark/part-0.csv', '_orders.csv', 'readme.txt', 'x.csv/'],
    ...['orders.csv_$folder$', 'part-0.csv.crc', 'part-0.parquet'],
  ];
  expect(data.filter((path) => !isDataFile(path, 1, 'csv'))).toEqual([]);
  expect(other.filter((path) => isDataFile(path, 1, 'csv'))).toEqual([]);
  expect(isDataFile('orders.csv', 0, 'csv')).toBe(false);
  expect(isDataFile('a/part-0.snappy.parquet', 9, 'parquet')).toBe(true);
  expect(isDataFile('CDNOW.txt', 9, 'fixed')).toBe(true);
});
