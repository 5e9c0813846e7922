import type { Config } from '../../contracts/config/config.ts';
import type { Feature } from '../../contracts/feature.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import type { FactTables } from '../facts/facts-on-spine.ts';
import { moodsOfRecords } from '../texts/moods-of-records.ts';
import { type Availability, availableFeatures, families } from './catalogue.ts';
import { sentiment } from './families/sentiment.ts';
import type { Family } from './family.ts';
import { createActives } from './labels.ts';

export interface MatrixRequest {
  readonly config: Config;
  /** Contract columns that the config maps for a source; none where the source is not mapped. */
  readonly mapped: (source: SourceName) => readonly string[];
  /** Whether the table `moods_read` has moods that were read of what customers wrote; left out: it does not stand. */
  readonly withMoods?: boolean;
}

/** The features that these sources give, and the families that hold them. */
export function plannedMatrix({ config, mapped }: MatrixRequest) {
  const available = availableFeatures(mapped, config.training.allow);
  const used = families.filter(({ features }) =>
    features.some((feature) => available.features.includes(feature)),
  );
  return { available, used };
}

/**
 * Joins the spine once per family.
 * @returns SELECT of the whole matrix: number in the spine, date, customer, activity, then the features in model order
 */
export async function createMatrix(
  facts: FactTables,
  {
    available,
    used,
    config,
    withMoods = false,
  }: ReturnType<typeof plannedMatrix> & Pick<MatrixRequest, 'config' | 'withMoods'>,
  onFamily: (family: string, done: number) => void = () => {},
): Promise<string> {
  if (used.includes(sentiment)) await facts.create('read_moods', moodsOfRecords(withMoods));
  for (const [i, family] of used.entries()) {
    onFamily(family.name, i);
    await facts.create(tableOf(family), family.sql);
  }
  await createActives(facts, config);
  return matrixSelect(used, available);
}

const tableOf = (family: Family): string => `features_${family.name}`;

function matrixSelect(used: readonly Family[], { features }: Availability): string {
  const columns = features.map((feature) => {
    const table = feature.family === 'dimensions' ? 'own' : tableOf(familyOf(feature));
    const type = feature.kind === 'number' ? 'double' : 'varchar';
    return `cast(${table}.${feature.name} as ${type}) as ${feature.name}`;
  });
  const joins = used.map((one) => `join ${tableOf(one)} on ${tableOf(one)}.spine_id = s.spine_id`);
  return `select s.spine_id, s.as_of, s.customer_id, a.is_active is not null as active, ${columns.join(', ')}
    from spine s
    left join actives a on a.spine_id = s.spine_id
    join customers own on own.customer_id = s.customer_id
    ${joins.join('\n    ')}`;
}

const familyOf = (feature: Feature): Family => families.find(({ name }) => name === feature.family)!;
