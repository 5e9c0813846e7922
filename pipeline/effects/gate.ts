import type { EffectCheck, EffectReport } from '../../contracts/artefacts/effect-report.ts';
import {
  type ArmSpread,
  attritionOf,
  brokenBelow,
  combined,
  differTooMuch,
  fewestCustomers,
  isEven,
  mostOfOne,
  mostRelative,
  type SampleRatio,
  sampleRatio,
  shareOfFarthest,
} from '../../models/effects.ts';
import { largestShare } from './arms.ts';
import type { CampaignData } from './campaign-data.ts';
import { momentsOfFigures } from './linear-moments.ts';
import { mostUncosted } from './money.ts';

/** Share of contacted customers of whom touches may say that they were held out. */
const mostDisagreeing = 0.05;
/** Standardised differences from which a draw looks odd, and p-value below which chance alone does not explain it. */
const mostImbalance = 0.1;
const oddZ = 3.29;
/**
 * Shares up to which the effect as drawn is as good as that on those reached: of 5% not reached it is short by a twentieth.
 * Held-out customers who were contacted blur it as much, and are besides nothing that should happen.
 */
const mostMissed = 0.05;
const mostContacted = 0.01;
/** Share without a score that moves no prediction. */
const mostUnscored = 0.01;

type Code = EffectCheck['code'];
type State = EffectCheck['state'];

const check = (
  code: Code,
  state: State,
  found: number | null = null,
  more: { limit?: number; name?: string } = {},
): EffectCheck => ({ code, state, found, limit: more.limit ?? null, name: more.name ?? null });

const failedIf = (broken: boolean): State => (broken ? 'failed' : 'passed');
const notedIf = (odd: boolean): State => (odd ? 'note' : 'passed');

/** What is needed beside the warehouse's sums. */
export interface GateRequest {
  /** Files of the ledger that are missing. */
  readonly ledgerGaps: number;
  readonly balance: EffectReport['balance'];
}

/** Every check of a campaign, in the order in which a reader wants them. */
export function checksOf(data: CampaignData, request: GateRequest): EffectCheck[] {
  return [
    ...armChecks(data),
    ...recordChecks(data, request),
    ...moneyChecks(data),
    ...(data.window.campaign.kind === 'exposure' ? [] : [...costChecks(data), ...deliveryChecks(data)]),
    ...balanceChecks(data, request.balance),
    ...scoreChecks(data),
  ];
}

/** Sizes drawn against sizes planned; null where nothing was planned, or there is one arm only. */
export function sampleRatioOf({ counts, faults }: CampaignData): SampleRatio | null {
  const { contact, control } = counts;
  if (faults.heldOut === null || faults.heldOut <= 0 || contact.drawn + control.drawn === 0) return null;
  return sampleRatio([
    { n: contact.drawn, share: 1 - faults.heldOut },
    { n: control.drawn, share: faults.heldOut },
  ]);
}

function armChecks(data: CampaignData): EffectCheck[] {
  const { counts, arms, window } = data;
  const { randomised } = window.campaign;
  const ratio = randomised ? sampleRatioOf(data) : null;
  const smaller = Math.min(arms.contact.n, arms.control.n);
  return [
    ...(counts.control.drawn === 0 ? [check('no-control', 'failed')] : []),
    ...(counts.contact.drawn === 0 ? [check('no-contact', 'failed')] : []),
    ...(ratio === null
      ? []
      : [check('sample-ratio', failedIf(ratio.broken), ratio.p, { limit: brokenBelow })]),
    check('few', failedIf(smaller < fewestCustomers), smaller, { limit: fewestCustomers }),
    check('not-matured', notedIf(window.maturity !== 'matured'), followedShare(data), { limit: 1 }),
  ];
}

/** Share of the drawn who have been followed for the horizon. */
export function followedShare({ counts, window }: CampaignData): number {
  if (window.maturity === 'none') return 0;
  const drawn = counts.contact.drawn + counts.control.drawn;
  return drawn === 0 ? 0 : (counts.contact.followed + counts.control.followed) / drawn;
}

function recordChecks(data: CampaignData, { ledgerGaps }: GateRequest): EffectCheck[] {
  const { counts, faults, window } = data;
  const { kind, changed } = window.campaign;
  const followed = [counts.contact, counts.control].map(({ followed, compared }) => ({
    drawn: followed,
    known: compared,
  }));
  const unknown = followed.reduce((sum, { drawn, known }) => sum + drawn - known, 0);
  const uneven = unknown === 0 ? null : attritionOf(followed);
  const escalated = counts.contact.escalated + counts.control.escalated;
  const disagreeing =
    counts.contact.compared === 0 ? 0 : counts.contact.toldControl / counts.contact.compared;
  return [
    check('both-arms', failedIf(faults.inBoth > 0), faults.inBoth, { limit: 0 }),
    check('arms-changed', failedIf(faults.changed > 0), faults.changed, { limit: 0 }),
    ...(kind === 'past' || kind === 'exposure'
      ? []
      : [
          check('shares-changed', failedIf(faults.shares > 1), faults.shares, { limit: 1 }),
          check('ledger-gap', failedIf(ledgerGaps > 0), ledgerGaps, { limit: 0 }),
          check('touches-disagree', failedIf(disagreeing > mostDisagreeing), disagreeing, {
            limit: mostDisagreeing,
          }),
        ]),
    ...(uneven === null
      ? []
      : [
          check('uneven-outcomes', failedIf(uneven.uneven), uneven.p, { limit: brokenBelow }),
          check('unknown-customers', 'note', unknown),
        ]),
    ...(escalated === 0 ? [] : [check('escalated', 'note', escalated)]),
    ...changed.map((name) => check('terms-changed', 'note', null, { name })),
  ];
}

function moneyChecks(data: CampaignData): EffectCheck[] {
  const { arms } = data;
  if (Math.min(arms.contact.n, arms.control.n) < 2) return [];
  const mean = (arm: 'contact' | 'control') => momentsOfFigures(arms[arm].moments, [{ capped: 1 }]).mean[0]!;
  const base = mean('control');
  const isEqual = allEqual(data);
  return [
    check('all-equal', failedIf(isEqual), null),
    richCheck(
      { ...spreadOf(data, 'contact'), mean: mean('contact') },
      { ...spreadOf(data, 'control'), mean: base },
    ),
    ...(isEqual ? [] : [oneCustomerCheck(data)]),
    check('negative-margins', notedIf(base < 0), base, { limit: 0 }),
  ];
}

/** A larger difference than the limit that the sizes of the arms allow is told without it. Against a loss nothing is relative. */
function richCheck(contact: ArmSpread, control: ArmSpread): EffectCheck {
  if (control.mean === 0 && contact.mean !== 0) return check('rich', 'failed', null, { limit: mostRelative });
  const relative = control.mean > 0 ? contact.mean / control.mean - 1 : 0;
  const broken = relative !== 0 && differTooMuch(contact, control);
  const isAllowed = Math.abs(relative) > mostRelative && !broken;
  return check('rich', failedIf(broken), relative, isAllowed ? {} : { limit: mostRelative });
}

/** How what customers brought varies in an arm, as it is. */
function spreadOf({ arms, ends }: CampaignData, arm: 'contact' | 'control'): ArmSpread {
  const sums = combined(momentsOfFigures(arms[arm].moments, [{ earned: 1 }]), [1]);
  const { n, mean, variance } = sums;
  const own = ends[arm];
  return {
    n,
    mean,
    deviation: Math.sqrt(variance),
    farthestShare: own === null ? null : shareOfFarthest(sums, own),
  };
}

function costChecks({ arms, counts, costs }: CampaignData): EffectCheck[] {
  if (Math.min(arms.contact.n, arms.control.n) < 2) return [];
  const of = costs.from === 'touches' ? counts.contact.contacts : counts.contact.compared;
  const uncosted = of === 0 ? 1 : counts.contact.uncosted / of;
  return [
    ...(uncosted === 1
      ? [check('costs-missing', 'note', 1)]
      : [check('costs-incomplete', notedIf(uncosted > 0), uncosted, { limit: mostUncosted })]),
    ...(costs.from === 'plan' && uncosted < 1 ? [check('costs-planned', 'note')] : []),
  ];
}

/** One large loss decides a figure as one large gain does, but where sums cancel and no few customers decide: a share above the limit is told without it then. Of an arm without any money nobody's share can be told: it is noted, not passed. */
function oneCustomerCheck(data: CampaignData): EffectCheck {
  const shares = [largestShare(data, 'contact'), largestShare(data, 'control')];
  const one = Math.max(...shares.map((share) => share ?? 0));
  if (one > mostOfOne)
    return isEven(spreadOf(data, 'contact'), spreadOf(data, 'control'))
      ? check('one-customer', 'passed', one)
      : check('one-customer', 'failed', one, { limit: mostOfOne });
  return shares.includes(null)
    ? check('one-customer', 'note', null, { limit: mostOfOne })
    : check('one-customer', 'passed', one, { limit: mostOfOne });
}

function allEqual({ arms }: CampaignData): boolean {
  const [a, b] = (['contact', 'control'] as const).map((arm) =>
    momentsOfFigures(arms[arm].moments, [{ earned: 1 }]),
  );
  const still = a!.scatter[0]![0] === 0 && b!.scatter[0]![0] === 0 && a!.mean[0] === b!.mean[0];
  const keptAlike = (n: number, kept: number) => kept === 0 || kept === n;
  const { contact, control } = arms;
  return still && keptAlike(contact.n + control.n, contact.kept + control.kept);
}

/** What nobody received has done nothing: a difference then speaks against the records. */
function deliveryChecks({ arms, counts, costs }: CampaignData): EffectCheck[] {
  if (costs.from === 'plan') return [check('delivery-unknown', 'note')];
  const reached = (arm: 'contact' | 'control') =>
    arms[arm].n === 0 ? 0 : momentsOfFigures(arms[arm].moments, [{ reached: 1 }]).mean[0]!;
  const missed = 1 - reached('contact');
  if (counts.contact.compared === 0) return [];
  return [
    check('not-delivered', missed === 1 ? 'failed' : notedIf(missed > mostMissed), missed, {
      limit: mostMissed,
    }),
    check('control-contacted', notedIf(reached('control') > mostContacted), reached('control'), {
      limit: mostContacted,
    }),
  ];
}

/** By lot alone a difference may be large among few customers: it is odd where it is large and no chance. */
function balanceChecks({ arms, window }: CampaignData, balance: EffectReport['balance']): EffectCheck[] {
  if (!window.campaign.randomised || balance.length === 0) return [];
  const { contact, control } = arms;
  const error = Math.sqrt(1 / contact.n + 1 / control.n);
  const worst = balance.reduce((most, one) => (Math.abs(one.before) > Math.abs(most.before) ? one : most));
  const odd = Math.abs(worst.before) > mostImbalance && Math.abs(worst.before) > oddZ * error;
  return [check('imbalance', notedIf(odd), worst.before, { limit: mostImbalance, name: worst.name })];
}

function scoreChecks({ counts }: CampaignData): EffectCheck[] {
  const compared = counts.contact.compared + counts.control.compared;
  const unscored = compared === 0 ? 0 : (counts.contact.unscored + counts.control.unscored) / compared;
  return [check('no-scores', notedIf(unscored > mostUnscored), unscored, { limit: mostUnscored })];
}

/** Standardised differences of what was known before: in the spread of both arms together. */
export function balanceOf({ arms }: CampaignData, names: readonly string[]): EffectReport['balance'] {
  const { contact, control } = arms;
  if (Math.min(contact.n, control.n) < 2) return [];
  return names.map((name) => {
    const [a, b] = [contact, control].map((arm) =>
      combined(momentsOfFigures(arm.moments, [{ [name]: 1 }]), [1]),
    ) as [ReturnType<typeof combined>, ReturnType<typeof combined>];
    const spread = Math.sqrt((a.variance + b.variance) / 2);
    return { name, before: spread === 0 ? 0 : (a.mean - b.mean) / spread, after: null };
  });
}
