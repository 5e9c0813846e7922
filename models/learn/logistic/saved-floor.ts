import { bytesNeeded, packBytes, unpackBytes } from '../weight-bytes.ts';
import type { LinearFloor } from './linear-floor.ts';

/** The floor as JSON; its coefficients, one for each row of the encoding's table, stand in bytes. */
export interface SavedFloor {
  readonly intercepts: { readonly churn: number; readonly any: number; readonly amount: number };
  readonly smearing: number;
}

export const saveFloor = ({
  churn,
  any,
  amount,
  smearing,
}: LinearFloor): { saved: SavedFloor; bytes: Uint8Array } => ({
  saved: { intercepts: { churn: churn.intercept, any: any.intercept, amount: amount.intercept }, smearing },
  bytes: packBytes([churn.coefficients, any.coefficients, amount.coefficients], []),
});

/** @param bytes as many as `floorByteCount` says */
export function loadFloor(
  { intercepts, smearing }: SavedFloor,
  tableRows: number,
  bytes: Uint8Array,
): LinearFloor {
  const [churn, any, amount] = unpackBytes(bytes, [tableRows, tableRows, tableRows], []).doubles;
  return {
    churn: { coefficients: churn, intercept: intercepts.churn },
    any: { coefficients: any, intercept: intercepts.any },
    amount: { coefficients: amount, intercept: intercepts.amount },
    smearing,
  };
}

export const floorByteCount = (tableRows: number): number =>
  bytesNeeded([tableRows, tableRows, tableRows], []);
