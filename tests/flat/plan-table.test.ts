import { expect, it } from 'vitest';
import { planTable } from '../../flat/plan-table.ts';
import { openDuckdbWarehouse } from '../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { profileInputs } from '../../platform/local/profile-input.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { silence } from '../support/silence.ts';

type Ask = Parameters<typeof planTable>[3];

/** A table of 60 customers with a row that describes its columns and, as a spreadsheet leaves them, blank ones. */
async function planned(header: string, described: string, ids: (i: number) => string) {
  const row = (i: number) =>
    `${ids(i)};${1 + (i % 7)};${10 + (i % 3)},90;${i % 4 === 0 ? 'x' : 'y'};${i % 3 === 0 ? 1 : 0}`;
  const rows = Array.from({ length: 60 }, (_, i) => row(i));
  const root = scratchFolder();
  const file = writeText(root, 'table.csv', [header, described, ...rows, ';;;;', ';;;;', ''].join('\n'));
  const warehouse = await openDuckdbWarehouse({ root, store: folderStore(root) });
  try {
    const { inputs } = await profileInputs(warehouse, [file], silence);
    const target = header.split(';').at(-1)!;
    const ask = { drop: [], keep: [], target } as unknown as Ask;
    const plan = await planTable(warehouse, inputs[0]!.name, inputs[0]!, ask);
    const counted = await warehouse.rows(
      `select count(*) as n from "${inputs[0]!.name}" where ${plan.target.rowsThatCount}`,
    );
    return { ...plan, rows: Number(counted[0]!.n) };
  } finally {
    await warehouse.close();
  }
}

it.each<[header: string, described: string, ids: (i: number) => string]>([
  [
    'Kundennummer;Monate;Beitrag;Art;Gekündigt',
    'eindeutig;seit Beginn;in Euro;der Vertrag;1 = gekündigt',
    (i) => String(4711 + 7 * i),
  ],
  [
    'Número de cliente;Meses;Cuota;Tipo;Baja',
    'único;de contrato;en euros;de contrato;1 = baja',
    (i) => `C-${100 + i}`,
  ],
  [
    'N° client;Mois;Montant;Type;Résilié',
    'unique;depuis le début;en euros;de contrat;1 = résilié',
    (i) => String(90_000 + 11 * i),
  ],
  [
    'id_cliente;Mesi;Canone;Tipo;Disdetta',
    'univoco;dall’inizio;in euro;del contratto;1 = disdetta',
    (i) => String(5 * i + 3),
  ],
])('reads %s below a description and beside blank rows', async (header, described, ids) => {
  const [id, months, fee, kind] = header.split(';');
  const { id: found, features, target, rows } = await planned(header, described, ids);
  expect(found?.name).toBe(id);
  expect(features.map(({ name, kind: type, said }) => [name, type, said])).toEqual([
    [months, 'number', ''],
    [fee, 'number', 'decimal comma'],
    [kind, 'category', ''],
  ]);
  expect([target.left, target.stayed, target.unknown, rows]).toEqual([20, 40, 0, 60]);
});

it('takes no telephone number for an id', async () => {
  const { id } = await planned('Telefonnummer;Monate;Beitrag;Art;Gekündigt', 'privat;;;;1 = gekündigt', (i) =>
    String(4_917_000 + 13 * i),
  );
  expect(id).toBeNull();
});
