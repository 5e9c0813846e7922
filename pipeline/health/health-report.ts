import type { MaturedReport } from './judge-matured.ts';
import type { DriftReport, EstimateReport } from './measure-drift.ts';
import type { healthRule } from './rule.ts';

/** What is known after scoring of how the model does. Plain data: it is stored with the run. */
export interface HealthReport {
  readonly run: string;
  readonly asOf: string;
  /** The version that scored. */
  readonly model: string;
  readonly rule: typeof healthRule;
  /** Null for a model stored without a baseline. */
  readonly drift: DriftReport | null;
  readonly estimate: EstimateReport | null;
  /** Earlier runs whose outcomes are known now, latest first. The latest alone can raise an alarm. */
  readonly matured: readonly MaturedReport[];
  /** A sentence for each alarm; none where all is well. */
  readonly alarms: readonly string[];
  /** What could not be measured, and why. */
  readonly notes: readonly string[];
}
