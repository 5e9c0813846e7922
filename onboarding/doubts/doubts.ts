import { contractOutcomes } from './contract-outcomes.ts';
import { countryDoubts } from './countries.ts';
import { customerDoubts } from './customers.ts';
import { orderOutcomes } from './order-outcomes.ts';
import { serviceOutcomes } from './service-outcomes.ts';
import type { Doubted, Doubts, Settled } from './settled.ts';
import { sumDoubts } from './sums.ts';
import { timeDoubts } from './times.ts';
import { toldElsewhere } from './told-elsewhere.ts';

/**
 * What could be silently wrong, whatever its kind: columns of money, time or customers that nothing explains although another
 * sum or day would come of them, outcomes that businesses do not show, and sums that another table tells otherwise. What is
 * asked about already is not asked again.
 */
export async function doubtsOf(settled: Settled): Promise<Doubts> {
  const { warehouse, found, draft } = settled;
  const columns = settledColumns(settled);
  const each = await Promise.all(
    found.map(async (one) => {
      const doubted = { warehouse, found: one, draft, ...columns };
      return [
        ...(one.source === 'orders' ? await sumDoubts(doubted) : []),
        ...(one.source === 'orders' ? customerDoubts(doubted) : []),
        ...(one.source === 'orders' ? await countryDoubts(doubted) : []),
        ...(await timeDoubts(doubted)),
      ];
    }),
  );
  const elsewhere = await toldElsewhere(settled, columns.isSettled);
  const outcomes = [
    ...(await orderOutcomes(settled)),
    ...(await contractOutcomes(settled)),
    ...(await serviceOutcomes(settled)),
  ];
  const compared = [...each.flat(), ...elsewhere.questions];
  const asked = new Set(
    [...settled.open, ...compared].filter(({ decides }) => decides).map(({ key }) => key),
  );
  return {
    questions: [...compared, ...outcomes.filter(({ key }) => !asked.has(key))],
    notes: elsewhere.notes,
  };
}

function settledColumns({ found, sources, reads, open }: Settled): Pick<Doubted, 'isSettled' | 'isAsked'> {
  const said = open.flatMap(({ decides, text, candidates = [], answers = [] }) =>
    decides ? [text, ...candidates, ...answers] : [],
  );
  const used = new Set([
    ...reads,
    ...sources.flatMap(({ columns }) => columns.flatMap((column) => column.reads)),
    ...found.flatMap(({ matches }) => matches.map(({ column }) => column.name)),
  ]);
  const isAsked = (name: string) => said.some((text) => isWordOf(name, text));
  return { isSettled: (name) => used.has(name) || isAsked(name), isAsked };
}

/** A name within a text, and not within a longer name there. */
function isWordOf(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const around = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    if (!around.some((mark) => /[\p{L}\p{N}_]/u.test(mark))) return true;
  }
  return false;
}
