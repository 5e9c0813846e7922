import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { trainedBusiness } from '../support/trained-business.ts';

it('says what to do where a source was added since the model was trained, with no stack trace', async () => {
  const folder = scratchFolder();
  const { config, out } = await trainedBusiness(folder);
  writeText(
    folder,
    'tickets.csv',
    ['ticket_id,customer_id,opened_at', 't1,C00001,2025-02-01', 't2,C00002,2025-08-01'].join('\n'),
  );
  const text = readFileSync(config, 'utf8');
  writeFileSync(
    config,
    text
      .replace('inputs:\n', 'inputs:\n  cases: { file: tickets.csv }\n')
      .replace(
        'sources:\n',
        'sources:\n  tickets: { from: cases, columns: { ticket_id: ticket_id, customer_id: customer_id, opened_at: opened_at } }\n',
      ),
  );
  appendFileSync(config, 'checks: { acceptStale: [tickets] }\n');
  const { code, err } = await holdfast('run', '--config', config, '--out', out, '--no-training');
  expect(err).toMatch(
    /The model \S+ cannot score these customers\. The features differ from the saved model's: .*tickets.* Train again\. That is: run without --no-training/,
  );
  expect(err).not.toMatch(/This is a bug|\n {4}at /);
  expect(code).toBe(1);
});
