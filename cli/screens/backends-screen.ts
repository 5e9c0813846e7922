import type { Backend, BackendTrial } from '../../models/backend.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import { tableOf } from '../../pipeline/reports/table.ts';

/** Which backend computes here and why, and how starting each went. */
export function backendsScreen(inUse: Backend, trials: readonly BackendTrial[]): string[] {
  const rows = trials.map(({ name, works, failure }) => [
    name,
    works ? 'yes' : 'no',
    name === inUse.name ? 'in use' : failure,
  ]);
  return [
    `Models train and score on ${inUse.name}: ${inUse.why}.`,
    '',
    ...terminalTable(tableOf(['backend', 'works', ''], rows)),
    '',
    ...(trials.some(({ name, works }) => name === 'native' && !works)
      ? ['npm run native makes the native backend work on Linux where its own download was refused.']
      : []),
    'HOLDFAST_BACKEND=native, wasm or cpu chooses one. Scores of two backends agree but for the last digits.',
  ];
}
