import type { Row, Warehouse } from '../../../contracts/ports/warehouse.ts';

/** Something that the product asked a warehouse for, and what it was given. */
export interface Asked {
  readonly kind: 'input' | 'attach' | 'create' | 'rows' | 'unload';
  /** Text of the query; name of an input, or of what was attached. */
  readonly text: string;
  /** Line of the product that asked, such as `pipeline/features/spine.ts:24`. */
  readonly place: string;
  /** The answer row by row, where it was given so. */
  readonly rows?: readonly Row[];
  /** Copies of the Parquet files that hold the answer. */
  readonly files?: readonly string[];
}

/** Copies what lies in a table, or in files of the warehouse's store, to where it stays. */
export interface Keeper {
  readonly table: (warehouse: Warehouse, name: string) => Promise<string[]>;
  readonly objects: (keys: readonly string[]) => Promise<string[]>;
}

/** The same warehouse; all that it is asked, and every row and column that it gives, goes into `asked`. */
export function recordAsked(warehouse: Warehouse, asked: Asked[], keep: Keeper): Warehouse {
  return {
    ...warehouse,
    attachInput: async (input) => {
      const place = askingPlace();
      const attached = await warehouse.attachInput(input);
      for (const table of [input.name, attached.malformed]) {
        if (table === null) continue;
        asked.push({ kind: 'input', text: table, place, files: await keep.table(warehouse, table) });
      }
      return attached;
    },
    attach: async (table, prefix) => {
      const place = askingPlace();
      await warehouse.attach(table, prefix);
      asked.push({ kind: 'attach', text: `${table} ${prefix}`, place });
    },
    create: async (table, select) => {
      const place = askingPlace();
      await warehouse.create(table, select);
      asked.push({ kind: 'create', text: select, place, files: await keep.table(warehouse, table) });
    },
    rows: async (select) => {
      const place = askingPlace();
      const rows = await warehouse.rows(select);
      asked.push({ kind: 'rows', text: select, place, rows });
      return rows;
    },
    unload: async (select, prefix, options) => {
      const place = askingPlace();
      const files = await warehouse.unload(select, prefix, options);
      const copies = await keep.objects(files.map(({ key }) => key));
      asked.push({ kind: 'unload', text: select, place, files: copies });
      return files;
    },
  };
}

/** The product's line that called the warehouse: the first of the pipeline on the stack. */
function askingPlace(): string {
  return /\b(pipeline\/[\w/-]+\.ts:\d+)/.exec(new Error().stack ?? '')?.[1] ?? 'none of the product';
}
