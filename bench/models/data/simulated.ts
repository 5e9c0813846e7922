import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { simulateBusiness } from '../../../cli/simulate-business.ts';
import type { SimpleRule } from '../../../models/quality.ts';
import { defaultPlan } from '../../../simulator/plan.ts';
import type { BenchData, Fold } from '../fold.ts';
import { silent } from '../silent.ts';
import { type Built, buildOrigins, foldsOf, lastTests, runFolder } from './origins.ts';

const plan = { horizonDays: 90, origins: 2, trainDates: 3, everyDays: 30 };
/** Days that rows may come late, as the simulated config has it. */
const lagDays = 3;
/** Share of customers whose true chances are worked out, each from so many futures. */
const truth = { sample: 0.2, draws: 60, churnDays: plan.horizonDays, valueDays: plan.horizonDays };

/** The simulated shop of the demo, whose truth is known. */
export const simulated: BenchData = {
  name: 'Simulator',
  file: null,
  about:
    'the simulated shop of the demo (20,000 customers, two years, another seed), its own config with 90 days for churn and value; the truth is known for a fifth of the customers.',
  hasValue: true,
  folds: async (folder) => {
    const business = await simulateBusiness(
      {
        preset: 'retail',
        customers: 20_000,
        days: 730,
        seed: 11,
        dirt: 0.004,
        out: join(folder, 'business'),
        truth: { ...truth, asOf: lastTests(defaultPlan.until, { ...plan, lagDays }) },
      },
      silent,
    );
    const built = await buildOrigins({ config: business.config, ...plan }, runFolder(folder));
    const rows = await readTruth(join(business.folder, 'truth/as-of.parquet'));
    return foldsOf(built).map((fold) => ({ ...fold, oracle: oracleOf(rows, built, fold) }));
  },
};

interface TruthRow {
  readonly as_of: string;
  readonly customer_id: string;
  readonly churn_chance: number | null;
  readonly expected_margin: number | null;
}

async function readTruth(path: string): Promise<TruthRow[]> {
  const file = await asyncBufferFromFile(path);
  const columns = ['as_of', 'customer_id', 'churn_chance', 'expected_margin'];
  return (await parquetReadObjects({ file, columns, compressors })) as TruthRow[];
}

/** A chance counted over so many futures is never quite 0 or 1. */
const kept = (chance: number) => (chance * truth.draws + 0.5) / (truth.draws + 1);

function oracleOf(truths: readonly TruthRow[], { matrix }: Built, { name, test }: Fold): SimpleRule {
  const idOf = new Map(matrix.customerIds.map((id, row) => [matrix.customer[row]!, id]));
  const known = new Map(
    truths
      .filter(({ as_of, churn_chance }) => as_of === name && churn_chance !== null)
      .map((row) => [row.customer_id, row]),
  );
  const of = (value: (row: TruthRow) => number) =>
    Float64Array.from(test.customer, (customer) => {
      const row = known.get(idOf.get(customer)!);
      return row === undefined ? Number.NaN : value(row);
    });
  return {
    name: 'oracle',
    churn: of(({ churn_chance }) => kept(churn_chance!)),
    value: of(({ expected_margin }) => expected_margin!),
  };
}
