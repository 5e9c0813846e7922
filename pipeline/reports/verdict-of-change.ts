import type { Headline } from '../../contracts/artefacts/metrics-report.ts';

/** Empty where no change is known. */
export type ChangeVerdict = '' | 'no clear change' | 'more' | 'fewer' | 'better' | 'worse';

/** Only a change that is larger than chance explains is called one. */
export function verdictOf({ better, change }: Pick<Headline, 'better' | 'change'>): ChangeVerdict {
  if (change === null) return '';
  const rose = change.low > 0;
  const fell = change.high < 0;
  if (!rose && !fell) return 'no clear change';
  if (better === 'neither') return rose ? 'more' : 'fewer';
  return rose === (better === 'higher') ? 'better' : 'worse';
}
