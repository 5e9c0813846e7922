import type { Driver } from '../contracts/artefacts/model-entry.ts';
import type { InputProfile } from '../contracts/profile.ts';
import type { ChurnQuality, Leak, Suspect, ValueQuality } from '../models/quality.ts';
import type { SavedModel } from '../models/types.ts';
import type { Ask } from './ask.ts';
import type { FittedTable } from './fitting.ts';
import type { FlatRows } from './flat-rows.ts';
import type { Parts } from './parts.ts';
import type { TablePlan } from './plan.ts';
import type { ScoredTable } from './score-table.ts';

/** What `holdfast evaluate` found, before it is put into words. */
export interface Findings {
  readonly at: { readonly input: InputProfile; readonly malformed: number; readonly codeVersion: string };
  readonly ask: Ask;
  readonly plan: TablePlan;
  readonly rows: FlatRows;
  readonly parts: Parts;
  readonly leaks: readonly Leak[];
  readonly suspects: readonly Suspect[];
  readonly fitted: FittedTable;
  readonly scored: ScoredTable;
  readonly quality: { readonly churn: ChurnQuality | null; readonly value: ValueQuality | null };
  readonly drivers: readonly Driver[];
  readonly saved: SavedModel;
}
