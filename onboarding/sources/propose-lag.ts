import type { Config } from '../../contracts/config/config.ts';
import type { Warehouse } from '../../contracts/ports/warehouse.ts';
import { measureLag } from '../read/measure.ts';
import type { ProposedSource, Question } from '../write/proposal.ts';

export interface Lag {
  /** Days that labels wait for late rows. */
  readonly days: number;
  readonly sources: readonly ProposedSource[];
  readonly questions: readonly Question[];
}

/** A time of arrival so far behind is that of a load of old data, which says nothing of when it was known. */
const longestLag = 45;
const ofActivity: readonly string[] = ['orders', 'events', 'subscriptions'];

/** How late rows arrive; a time of arrival that cannot be one is left out of the sources. */
export async function proposeLag(
  warehouse: Warehouse,
  draft: Config,
  sources: readonly ProposedSource[],
): Promise<Lag> {
  const kept: ProposedSource[] = [];
  const questions: Question[] = [];
  let days = 0;
  for (const source of sources) {
    const lag = await measureLag(warehouse, draft, source.name);
    if (lag > longestLag) {
      kept.push({ ...source, columns: source.columns.filter(({ name }) => name !== 'known_at') });
      questions.push(loadedLate(source, lag));
    } else {
      kept.push(source);
      if (ofActivity.includes(source.name)) days = Math.max(days, lag);
    }
  }
  return { days, sources: kept, questions };
}

function loadedLate(source: ProposedSource, lag: number): Question {
  const column = source.columns.find(({ name }) => name === 'known_at')?.reads.join(', ');
  return {
    key: `sources.${source.name}.columns.known_at`,
    text: `${column} is up to ${lag} days after the events of its rows: it seems to be the time of a load, not when they became known. It is left out; if it is right, map it to known_at.`,
  };
}
