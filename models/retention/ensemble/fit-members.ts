import type { BehaviourColumns } from '../../buying/behaviour/behaviour.ts';
import { fitBehaviour, hasBehaviour } from '../../buying/behaviour/fit-behaviour.ts';
import type { MemberName } from '../../learn/blend/member.ts';
import { rowEncoder } from '../../learn/encoding/encode-rows.ts';
import type { Encoding } from '../../learn/encoding/encoding.ts';
import { fitEncoding } from '../../learn/encoding/fit-encoding.ts';
import type { FittedFloor } from '../../learn/logistic/linear-floor.ts';
import type { HyperParameters } from '../../learn/network/hyper-parameters.ts';
import type { FeatureTable, FitOptions, LearningSet } from '../../types.ts';
import { fitNetwork, type TrainedNetwork } from '../fit-network.ts';
import { partOf, type Report } from '../progress.ts';
import type { EnsembleMembers } from './ensemble-parts.ts';
import { type Taught, taughtBy } from './few-customers.ts';
import { floorJob, treesJob } from './jobs.ts';
import { hasMany, narrowEncoding } from './narrow-encoding.ts';
import { askedShareFor } from './network-rules.ts';
import { already, type Begun, begin } from './second-thread.ts';
import type { TreesAhead } from './trees-ahead.ts';

/** Shares of the progress; the rest is blending and calibration on later rows. */
const treesShare = 0.25;
const networkShare = 0.6;
const floorShare = 0.1;

export interface FittedMembers {
  readonly members: EnsembleMembers;
  readonly trained: TrainedNetwork;
  readonly floorRecord: Omit<FittedFloor, 'floor'>;
  readonly taught: Taught;
}

/** An earlier fit on fewer rows, from which another starts. */
export interface EarlierFit {
  readonly fitted: FittedMembers;
  /** Members that have a part in the scores: the others are left as they are. */
  readonly used: ReadonlySet<MemberName>;
}

export interface MemberFit {
  readonly options: FitOptions;
  readonly hyper: HyperParameters;
  /** Trees that were begun before. */
  readonly trees?: TreesAhead | undefined;
  /** Its encoding, trees and penalties are kept, its weights and coefficients are where the search begins. */
  readonly earlier?: EarlierFit | null;
}

/**
 * Fits trees, network and logistic regression; where customers are few, a model of how they behave as well. On two cores the
 * network has one, the rest the other; trees need no encoding, which is learned while they grow. Of many features network and logistic
 * regression see those that the trees ask about, and wait for the trees; few features, and a second fit, need not wait.
 * @param later table that will be scored: refused before a network is trained where it does not fit
 */
export async function fitMembers(
  train: LearningSet,
  later: FeatureTable,
  { options, hyper, trees: begun, earlier = null }: MemberFit,
): Promise<FittedMembers> {
  const growing = begun ?? treesOf(train, options, earlier);
  let beside: Begun<'floor'> | undefined;
  try {
    const wide = earlier?.fitted.members.encoding ?? fitEncoding(train.table, hyper.bins, couldLeave(train));
    rowEncoder(wide, later);
    const asked = earlier === null && hasMany(wide);
    const first = asked ? await growing.finish(partOf(options, treesShare)) : null;
    const encoding = first === null ? wide : narrowEncoding(wide, first, askedShareFor(train.table.rowCount));
    beside = floorOf({ encoding, train, options }, earlier);
    const ofNetwork = partOf(options, networkShare, asked ? treesShare : 0);
    const trained = await networkOf({ encoding, train, options }, { hyper, report: ofNetwork }, earlier);
    const trees = first ?? (await growing.finish(partOf(options, treesShare, networkShare)));
    const report = partOf(options, floorShare, treesShare + networkShare);
    const { floor, ...floorRecord } = await beside.finish(report);
    const columns = behaviourOf(train, options);
    const behaviour = columns === null ? null : fitBehaviour(train, columns);
    const members = { encoding, network: trained.network, trees, floor, behaviour };
    return { members, trained, floorRecord, taught: taughtBy(train) };
  } catch (error) {
    await Promise.all([growing.abandon(), beside?.abandon()]);
    throw error;
  }
}

/** Rows of customers who could still leave: a typical customer is one of them, whoever else teaches value. */
function couldLeave({ churned }: LearningSet): Int32Array | undefined {
  const rows = Int32Array.from(churned.keys()).filter((i) => !Number.isNaN(churned[i]));
  return rows.length > 0 ? rows : undefined;
}

interface Given {
  readonly encoding: Encoding;
  readonly train: LearningSet;
  readonly options: FitOptions;
}

/** Begins the trees of a fit; those of an earlier one are its trees where they have no part in the scores. */
export function treesOf(
  train: LearningSet,
  { seed, threads }: FitOptions,
  earlier: EarlierFit | null,
): TreesAhead {
  const grown = earlier?.fitted.members.trees ?? null;
  if (grown && !earlier?.used.has('trees')) return already(grown);
  return begin('trees', () => treesJob(train, seed, grown), threads);
}

function floorOf({ encoding, train, options }: Given, earlier: EarlierFit | null): Begun<'floor'> {
  const as = earlier && { floor: earlier.fitted.members.floor, ...earlier.fitted.floorRecord };
  if (as && !earlier.used.has('logistic')) return already(as);
  return begin('floor', () => floorJob(encoding, train, options.seed, as), options.threads);
}

async function networkOf(
  { encoding, train, options }: Given,
  { hyper, report }: { readonly hyper: HyperParameters; readonly report: Report },
  earlier: EarlierFit | null,
): Promise<TrainedNetwork> {
  if (earlier && !earlier.used.has('network')) return earlier.fitted.trained;
  const start = earlier?.fitted.members.network;
  return fitNetwork(encoding, train, { seed: options.seed, onProgress: report, hyper, start });
}

/** What a model of behaviour is fitted on; null where customers are not few, or nothing shows how they behave. */
export function behaviourOf(train: LearningSet, { behaviour }: FitOptions): BehaviourColumns | null {
  const usable = behaviour !== undefined && hasBehaviour(train.table, behaviour);
  return usable && taughtBy(train).few ? behaviour : null;
}
