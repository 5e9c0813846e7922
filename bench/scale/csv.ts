import type { S3Client } from '@aws-sdk/client-s3';
import { csvRecords } from '../../platform/aws/csv-records.ts';
import { partWriter } from '../../platform/aws/part-writer.ts';
import { textChunks } from '../../platform/aws/text-chunks.ts';

/** How fast CSV on S3 becomes Parquet, S3 itself left out. */
export interface CsvSpeed {
  readonly megabytes: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

const [blocks, rowsPerBlock] = [50, 40_000];

/** Takes apart order lines of 70 bytes, a block at a time as S3 would give them, and writes them as Parquet. */
export async function measureCsv(): Promise<CsvSpeed> {
  const s3 = { send: async () => ({}) } as unknown as S3Client;
  const columns = Array.from({ length: 9 }, (_, c) => ({ name: `c${c}`, type: 'STRING' }) as const);
  const rows = partWriter(s3, 's3://nowhere/', columns);
  const shape = { delimiter: ',', quote: '"', header: false, width: 9, skipLines: 0, file: 'orders.csv' };
  let megabytes = 0;
  async function* bytes() {
    for (let block = 0; block < blocks; block++) {
      const text = blockOf(block);
      megabytes += text.length / 1e6;
      yield text;
    }
  }
  for await (const records of csvRecords(textChunks(bytes(), 'utf-8', 'orders.csv'), shape)) {
    for (const record of records) if ('fields' in record) rows.add(record.fields);
    await rows.drain();
  }
  await rows.close();
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { megabytes, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 };
}

function blockOf(block: number): Uint8Array {
  const lines = Array.from({ length: rowsPerBlock }, (_, i) => {
    const n = block * rowsPerBlock + i;
    return `O${n},C${n % 100_003},2024-06-01 10:22:${10 + (n % 50)},sale,${n % 977}.45,${n % 401}.38,EUR,3,web\n`;
  });
  return Buffer.from(lines.join(''));
}
