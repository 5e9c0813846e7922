import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '../../../contracts/ports/warehouse.ts';
import { emailKey, phoneKey } from '../../../pipeline/sql/address-key.ts';
import { literal } from '../../../pipeline/sql/sql-text.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  const root = scratchFolder({ for: 'file' });
  warehouse = await openDuckdbWarehouse({ root, store: folderStore(root), threads: 1 });
});
afterAll(() => warehouse.close());

async function keysOf(key: (column: string) => string, texts: readonly string[]) {
  const rows = texts.map((text, i) => `(${i}, ${literal(text)})`).join(', ');
  const found = await warehouse.rows(
    `select ${key('x')} as k from (values ${rows}) t (place, x) order by place`,
  );
  return found.map(({ k }) => k);
}

describe('an e-mail address', () => {
  it('is the same however it is written', async () => {
    const written = [
      'ann@shop.eu',
      ' Ann@Shop.EU ',
      'mailto:ann@shop.eu',
      'MAILTO:ann@shop.eu',
      'Ann Kowalska <ann@shop.eu>',
      '"Kowalska, Ann" <ann@shop.eu>',
      'ann@shop.eu.',
      '\tann@shop.eu\n',
    ];
    expect(new Set(await keysOf(emailKey, written))).toEqual(new Set(['ann@shop.eu']));
  });

  it('of somebody else is another', async () => {
    const different = [
      'ann@shop.eu',
      'anne@shop.eu',
      'ann@shop.eu.org',
      'ann+shop@shop.eu',
      "o'neil@shop.eu",
    ];
    expect(await keysOf(emailKey, different)).toEqual(different);
    expect(await keysOf(emailKey, ['Łukasz@żółw.pl', 'none.such@shop.eu', 'testa@shop.eu'])).toEqual([
      'łukasz@żółw.pl',
      'none.such@shop.eu',
      'testa@shop.eu',
    ]);
  });

  it('is none where nobody reads it', async () => {
    const none = [
      ...[
        '',
        ' ',
        '-',
        '--',
        'n/a',
        'N/A',
        'brak',
        'none',
        'not-an-address',
        'ann at shop.eu',
        'ann@',
        '@shop.eu',
      ],
      ...[
        'ann@shop',
        'noreply@shop',
        'noreply@shop.eu',
        'no-reply@shop.eu',
        'DoNotReply@shop.eu',
        'do_not_reply@s.eu',
      ],
      ...[
        'noemail@shop.eu',
        'no.mail@shop.eu',
        'none@none.com',
        'n.a@shop.eu',
        'unknown@shop.eu',
        'ann@shop.invalid',
      ],
    ];
    expect(await keysOf(emailKey, none)).toEqual(none.map(() => ''));
    const [row] = await warehouse.rows(
      `select ${emailKey('x')} as e, ${phoneKey('x')} as p from (select cast(null as varchar) as x) t`,
    );
    expect(row).toEqual({ e: '', p: '' });
  });
});

describe('a telephone number', () => {
  it('is the same with and without its country code and signs', async () => {
    const written = ['+48 600 100 200', '0048 600-100-200', '600100200', '(600) 100 200', 'tel:+48600100200'];
    expect(new Set(await keysOf(phoneKey, written))).toEqual(new Set(['600100200']));
    expect(await keysOf(phoneKey, ['+683 4123', '22 555 123'])).toEqual(['6834123', '22555123']);
  });

  it('is none of too few digits, of one digit, of digits in a row', async () => {
    const none = [
      ...['', '-', 'n/a', 'brak', '0', '112', '123456', '000000000', '+48 999 999 999'],
      ...['1234567', '123456789', '0123456789', '1234567890', '987654321', '0000000'],
    ];
    expect(await keysOf(phoneKey, none)).toEqual(none.map(() => ''));
  });
});
