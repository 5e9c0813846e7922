import type { RawInput } from '../contracts/ports/warehouse.ts';

const endings: Readonly<Record<RawInput['format'], RegExp>> = {
  csv: /\.(csv|tsv|psv)(\.(gz|bz2|zst))?$|\.zip$/i,
  parquet: /\.parquet$/i,
  fixed: /\.(txt|dat|asc|prn|fwf|fixed)(\.gz)?$/i,
  json: /\.(json|jsonl|ndjson)(\.gz)?$/i,
  excel: /\.xls[xm]$/i,
};

/** Names that programs give to what is not data: hidden files, markers, drafts, locks of an open document. */
export const isHidden = (name: string): boolean => /^[._~#]/.test(name);

/**
 * Whether a file below a folder, or an object below a prefix, is part of the table that lies there: by its ending, not
 * hidden nor in a hidden folder, and not empty.
 * @param path relative to the folder, with `/` between its parts
 */
export function isDataFile(path: string, bytes: number, format: RawInput['format']): boolean {
  return bytes > 0 && endings[format].test(path) && !path.split('/').some(isHidden);
}
