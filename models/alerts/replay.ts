/** A breach by the places of its steps: days, or weeks. */
export interface Breach {
  readonly opened: number;
  /** First step of the window that opened it. */
  readonly from: number;
  /** The step on which it closed; null while it is open. */
  readonly closed: number | null;
  /** Why it closed: what was watched is back, or has stayed where it is for so long that it is the usual. */
  readonly because: 'over' | 'new level' | null;
}

/** How a watched series is looked at, step by step. */
export interface Watch {
  readonly from: number;
  readonly until: number;
  /** First step of the window that opens a breach on a step; null where none opens. */
  readonly opens: (step: number) => number | null;
  /** Whether a step looks usual while a breach is open; null where nothing is known of it. */
  readonly isCalm: (step: number, breach: Pick<Breach, 'opened' | 'from'>) => boolean | null;
  /** It is over after so many steps in a row that look usual. */
  readonly calmSteps: number;
  /** It is the new level after so many steps. */
  readonly longest: number;
}

/** Every breach of a series, the first first: none opens while another is open. */
export function replay({ from, until, opens, isCalm, calmSteps, longest }: Watch): Breach[] {
  const breaches: Breach[] = [];
  let [open, quiet] = [null as Pick<Breach, 'opened' | 'from'> | null, 0];
  for (let step = Math.max(0, from); step < until; step++) {
    if (open === null) {
      const first = opens(step);
      if (first !== null) [open, quiet] = [{ opened: step, from: first }, 0];
      continue;
    }
    const calm = isCalm(step, open);
    if (calm !== null) quiet = calm ? quiet + 1 : 0;
    const because = quiet >= calmSteps ? 'over' : step - open.opened + 1 >= longest ? 'new level' : null;
    if (because === null) continue;
    breaches.push({ ...open, closed: step, because });
    open = null;
  }
  return open === null ? breaches : [...breaches, { ...open, closed: null, because: null }];
}
