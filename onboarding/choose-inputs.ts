import type { InputProfile } from '../contracts/profile.ts';
import type { SourceName } from '../contracts/sources/column.ts';
import { sourceContracts } from '../contracts/sources/sources.ts';
import { flatAdvice, flatTable } from './flat-table.ts';
import { joinLines } from './join-lines.ts';
import type { Unused } from './proposal.ts';
import { uniteInputs } from './unite-inputs.ts';
import { type NotRecognised, type Recognised, recognise } from './which-source.ts';

export interface Chosen {
  /** At most one of each source. */
  readonly sources: readonly Recognised[];
  readonly unused: readonly Unused[];
}

/** Decides which inputs serve as which source: alone, several as one, or orders with their lines joined. */
export function chooseInputs(inputs: readonly InputProfile[]): Chosen {
  const looked = inputs.map(recognise);
  const found = looked.filter((one): one is Recognised => 'source' in one);
  const others = looked.filter((one): one is NotRecognised => !('source' in one));
  const hasOrders = found.some(({ source }) => source === 'orders');
  const joined = hasOrders ? null : joinLines(others.map(({ input }) => input));
  const chosen = (Object.keys(sourceContracts) as SourceName[]).map((source) =>
    oneOf(found.filter((one) => one.source === source)),
  );
  return {
    sources: [...chosen.flatMap(({ sources }) => sources), ...(joined ? [joined] : [])],
    unused: [
      ...chosen.flatMap(({ unused }) => unused),
      ...others
        .filter(({ input }) => !joined?.inputs.includes(input))
        .map((one) => ({ path: one.input.path, why: whyNot(one) })),
    ],
  };
}

/** Of several inputs taken for one source: all together where they go together, else the likeliest. */
function oneOf(found: readonly Recognised[]): Chosen {
  if (found.length < 2) return { sources: found, unused: [] };
  const together = uniteInputs(found);
  if (together) return { sources: [together], unused: [] };
  const [best, ...rest] = [...found].sort((a, b) => b.score - a.score || b.input.rows - a.input.rows);
  const why = `it looks like ${best?.source} too, but its columns are not those of ${best?.input.path}; join or stack the two by a query under sources.${best?.source} if it belongs there`;
  return { sources: best ? [best] : [], unused: rest.map(({ input }) => ({ path: input.path, why })) };
}

function whyNot({ input, nearest, lacks, unfit }: NotRecognised): string {
  const flat = flatTable(input);
  if (flat) return flatAdvice(input, flat);
  const reasons = Object.entries(unfit).map(([column, why]) => `${column}: ${why}`);
  const because = reasons.length === 0 ? '' : ` (${reasons.slice(0, 3).join('; ')})`;
  return lacks.length === 0
    ? 'its columns tell of no source'
    : `it comes nearest to ${nearest}, but nothing in it was found for ${lacks.join(' and ')}${because}`;
}
