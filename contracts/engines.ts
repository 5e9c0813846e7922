/** Versions of engines that are chosen by name where they are deployed; DuckDB's is its package's. */
export const athenaEngine = 'Athena engine version 3';
