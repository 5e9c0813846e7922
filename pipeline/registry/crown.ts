import type { Decision } from '../../contracts/artefacts/champion.ts';
import type { ModelEntry } from '../../contracts/artefacts/model-entry.ts';
import type { Crowned } from '../../contracts/artefacts/train-report.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { challenge } from '../../models/quality.ts';
import type { LearningSet, Prediction } from '../../models/types.ts';
import { challengeSentence } from '../reports/sentences/challenge-sentence.ts';
import { areRead } from '../reports/sentences/feature-mood-sentences.ts';
import { standingSentence } from '../reports/sentences/standing-sentences.ts';
import { loadJudged, readEntry, UnfitModelError } from './model-store.ts';
import { type ChampionAt, moveChampion, readChampion } from './registry.ts';

/** A version that has just been trained, with its honest predictions of the later rows. */
export interface Challenger {
  readonly entry: ModelEntry;
  readonly later: LearningSet;
  readonly predicted: Prediction;
}

/**
 * Lets a new version challenge the champion on the new version's later rows and moves the pointer where it wins. Neither side
 * has learned from the dates that judged it: a champion that was refitted knows part of what later rows ask. Run again
 * after it was killed, it answers as before.
 */
export async function crown(store: ObjectStore, challenger: Challenger): Promise<Crowned> {
  const { version, asOf } = challenger.entry;
  const from = await readChampion(store);
  if (from?.champion.version === version) return { version, decision: from.champion.decision };
  if (from !== null && from.champion.asOf > asOf) return backfill(version, from);
  const decision = await decide(store, from, challenger);
  if (!decision.promoted) return { version: from!.champion.version, decision };
  const previous = from?.champion.version ?? null;
  await moveChampion(store, { version, asOf, previous, decision }, from);
  return { version, decision };
}

/** Makes the version that a run left as champion champion again where the store has none; answers whether it had to. */
export async function reinstate(store: ObjectStore, { version, decision }: Crowned): Promise<boolean> {
  if ((await readChampion(store)) !== null) return false;
  const { asOf } = await readEntry(store, version);
  const because: Decision = {
    promoted: true,
    because: 'first',
    sentence: 'Champion again: the pointer to it was missing.',
    challenge: null,
  };
  await moveChampion(
    store,
    { version, asOf, previous: null, decision: decision.promoted ? decision : because },
    null,
  );
  return true;
}

/** A look from the past must not know a later model, nor replace it. */
function backfill(version: string, { champion }: ChampionAt): Crowned {
  const sentence = `Scored with its own model: the champion ${champion.version} was trained for ${champion.asOf}, later than this run looks from.`;
  return { version, decision: { promoted: false, because: 'backfill', sentence, challenge: null } };
}

async function decide(
  store: ObjectStore,
  from: ChampionAt | null,
  { entry, later, predicted }: Challenger,
): Promise<Decision> {
  if (from === null) {
    return { promoted: true, because: 'first', sentence: 'The first model of this store.', challenge: null };
  }
  const { version } = from.champion;
  const features = entry.features.map(({ name }) => name);
  const champion = await loadJudged(store, version, features).catch((error) => {
    if (error instanceof UnfitModelError) return error;
    throw error;
  });
  if (champion instanceof UnfitModelError) {
    const sentence = `The champion ${version} cannot score these rows, so the new model takes its place. ${champion.how}`;
    return { promoted: true, because: 'incomparable', sentence, challenge: null };
  }
  const unfit = decideUnfit(await readEntry(store, version), entry);
  if (unfit !== null) return unfit;
  const result = challenge(later, champion.predict(later.table), predicted);
  return {
    promoted: result.better,
    because: result.better ? 'better' : 'not-better',
    sentence: challengeSentence(result),
    challenge: result,
  };
}

/**
 * A version by which nobody can be ranked never takes the place of one by which customers can, and always leaves it. Nor does one that
 * learned while moods could not be read take the place of one that knows them.
 */
function decideUnfit(champion: ModelEntry, challenger: ModelEntry): Decision | null {
  const [stands, comes] = [ranksAnybody(champion), ranksAnybody(challenger)];
  const shared = { because: 'unfit', challenge: null } as const;
  if (!comes) {
    const sentence = `The new model ranks nobody, so the champion ${champion.version} stays. ${standingSentence('churn', challenger.standings.churn)}`;
    return { promoted: false, sentence, ...shared };
  }
  if (!stands) {
    const sentence = `The champion ${champion.version} ranks nobody, so the new model takes its place.`;
    return { promoted: true, sentence, ...shared };
  }
  if (challenger.moods?.reader !== 'failed' || !areRead(champion.moods)) return null;
  const sentence = `The new model learned without the moods that are read from what customers wrote, as the stage texts had failed. The champion ${champion.version} knows them and cannot be judged without: it stays.`;
  return { promoted: false, sentence, ...shared };
}

const ranksAnybody = ({ standings }: ModelEntry): boolean => standings.churn.ranks !== 'nobody';
