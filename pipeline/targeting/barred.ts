import type { Draw } from './ledger-state.ts';
import { listedScores } from './listed-scores.ts';
import type { Consents } from './permission.ts';
import { byPriority, type SelectedCustomer } from './selected-customer.ts';
import {
  afterDraws,
  beforeDraws,
  byDraws,
  comesBeforeDraws,
  firstOf,
  type Lister,
  noConsent,
  type Suppression,
  type SuppressionLimits,
} from './suppress.ts';

/** A list, as far as it may have to leave customers alone. */
export interface Seeker {
  readonly isFor: (customer: SelectedCustomer) => boolean;
  readonly listerOf: (customer: Pick<SelectedCustomer, 'draws'>) => Lister;
}

const texts = ['name', 'segment', 'country', 'language'] as const;
/** What a list of those who are left alone says of a customer. */
export type LeftCustomer = Pick<
  SelectedCustomer,
  'customer_id' | 'priority' | (typeof texts)[number] | (typeof listedScores)[number]
>;

export interface Left {
  readonly customer: LeftCustomer;
  readonly suppression: Suppression;
}

/** A place in the order of customers: whoever comes before it is looked at. */
export type Place = Pick<SelectedCustomer, 'customer_id' | 'priority'>;

/** A customer whom a list leaves alone, with the rule. */
export interface Judged extends Place {
  readonly why: Suppression;
}

/**
 * Customers whom every list that is for them leaves alone by a rule that no draw lifts. Where few may be contacted they are
 * most of those looked at, and nothing but the rule is asked of them again: they stand in columns, in a small part of the
 * memory that a customer takes who may be listed.
 */
export class Barred {
  private readonly seekers: readonly Seeker[];
  private readonly limits: SuppressionLimits;
  private readonly ids: string[] = [];
  private readonly priorities: number[] = [];
  private readonly texts = texts.map((): (string | null)[] => []);
  private readonly figures = listedScores.map((): number[] => []);
  private readonly consents: Consents[] = [];
  /** Of each list: the rule; null where the list is not for the customer. */
  private readonly rules: readonly (Suppression | null)[][];
  private draws: (readonly Draw[])[] = [];
  private readonly said = new Map<string, object>();
  private order: Int32Array | null = null;

  constructor(seekers: readonly Seeker[], limits: SuppressionLimits) {
    this.seekers = seekers;
    this.limits = limits;
    this.rules = seekers.map(() => []);
  }

  get length(): number {
    return this.ids.length;
  }

  /** Takes a customer whom every list leaves alone; answers false, having taken nobody, where one might not. */
  take(customer: SelectedCustomer): boolean {
    const { seekers, limits } = this;
    const isFor = seekers.map((seeker) => seeker.isFor(customer));
    const before = beforeDraws(customer, limits);
    const rules = seekers.map((seeker, i) =>
      isFor[i] ? (before ?? afterDraws(customer, seeker.listerOf(customer), limits)) : null,
    );
    if (!isFor.includes(true) || rules.some((rule, i) => isFor[i] && rule === null)) return false;
    this.ids.push(customer.customer_id);
    this.priorities.push(customer.priority);
    for (const [i, name] of texts.entries()) this.texts[i]!.push(customer[name]);
    for (const [i, name] of listedScores.entries()) this.figures[i]!.push(customer[name] ?? Number.NaN);
    this.consents.push(this.once(consentsOf(customer)));
    for (const [i, rule] of rules.entries()) this.rules[i]!.push(rule && this.once(rule));
    this.draws.push(customer.draws);
    return true;
  }

  /** Those before the place to which each list has looked, null: to the end; by priority, with the rule of the first list. */
  *left(until: readonly (Place | null)[]): Generator<Left> {
    for (const row of this.inOrder()) {
      const suppression = this.leftBy(row, until);
      if (suppression !== null) yield { customer: this.customerAt(row), suppression };
    }
  }

  /** The rules alone, in the same order. */
  *rulesOf(until: readonly (Place | null)[]): Generator<Suppression> {
    for (const row of this.inOrder()) {
      const suppression = this.leftBy(row, until);
      if (suppression !== null) yield suppression;
    }
  }

  /** The least priority of any; infinite where there is nobody. */
  lowest(): number {
    return this.priorities.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  }

  /** By what rule a list leaves each of some customers alone; null: it is not for them. */
  rulesFor(list: number, ids: ReadonlySet<string>): Map<string, Suppression | null> {
    const found = new Map<string, Suppression | null>();
    this.ids.forEach((id, row) => {
      if (ids.has(id)) found.set(id, this.ruleAt(row, list, this.draws[row]!));
    });
    return found;
  }

  /**
   * Those for whom a list is, by priority, with the rule that would leave them alone whatever its own campaign has drawn, and
   * whether plays by some channels alone could not reach them.
   */
  *judgedFor(
    list: number,
    { campaign, channels }: { readonly campaign: string; readonly channels: readonly string[] },
  ): Generator<Judged> {
    const limits = { ...this.limits, channels };
    const unreachable = new Map(
      [...new Set(this.consents)].map((consents) => [consents, noConsent(consents, limits)]),
    );
    for (const row of this.inOrder()) {
      const others = this.draws[row]!.filter((draw) => draw.campaign !== campaign);
      const rule = this.ruleAt(row, list, others);
      const why = rule && firstOf([unreachable.get(this.consents[row]!) ?? null, rule]);
      if (why !== null) yield { ...this.placeAt(row), why };
    }
  }

  /** Those whom campaigns have drawn. */
  *drawn(): Generator<Pick<SelectedCustomer, 'customer_id' | 'draws'>> {
    for (const [row, draws] of this.draws.entries())
      if (draws.length > 0) yield { customer_id: this.ids[row]!, draws };
  }

  /** The same with draws that they have got since, by customer. */
  withDraws(added: ReadonlyMap<string, readonly Draw[]>): Barred {
    if (!this.ids.some((id) => added.has(id))) return this;
    const renewed: Barred = Object.assign(Object.create(Barred.prototype), this);
    renewed.draws = this.draws.map((draws, row) => [...draws, ...(added.get(this.ids[row]!) ?? [])]);
    return renewed;
  }

  private leftBy(row: number, until: readonly (Place | null)[]): Suppression | null {
    const place = this.placeAt(row);
    for (const [list, last] of until.entries()) {
      if (last !== null && byPriority(place, last) >= 0) continue;
      const rule = this.ruleAt(row, list, this.draws[row]!);
      if (rule !== null) return rule;
    }
    return null;
  }

  /** Of the rules that hold the first: what has been drawn comes between them. */
  private ruleAt(row: number, list: number, draws: readonly Draw[]): Suppression | null {
    const rule = this.rules[list]![row]!;
    if (rule === null || draws.length === 0 || comesBeforeDraws(rule)) return rule;
    return byDraws(this.seekers[list]!.listerOf({ draws })) ?? rule;
  }

  private inOrder(): Int32Array {
    this.order ??= Int32Array.from(this.ids, (_, row) => row).sort((a, b) =>
      byPriority(this.placeAt(a), this.placeAt(b)),
    );
    return this.order;
  }

  private placeAt(row: number): Place {
    return { customer_id: this.ids[row]!, priority: this.priorities[row]! };
  }

  private customerAt(row: number): LeftCustomer {
    return {
      ...this.placeAt(row),
      ...Object.fromEntries(texts.map((name, i) => [name, this.texts[i]![row]!])),
      ...Object.fromEntries(listedScores.map((name, i) => [name, known(this.figures[i]![row]!)])),
    } as LeftCustomer;
  }

  /** What many have in common stands in memory once. */
  private once<One extends object>(one: One): One {
    const key = JSON.stringify(one);
    const there = this.said.get(key) as One | undefined;
    if (there === undefined) this.said.set(key, one);
    return there ?? one;
  }
}

const known = (figure: number): number | null => (Number.isNaN(figure) ? null : figure);

const consentsOf = ({
  consent,
  email_consent,
  sms_consent,
  phone_consent,
  push_consent,
  post_consent,
  email_refused,
  phone_refused,
  has_email,
  has_phone,
}: Consents): Consents => ({
  consent,
  email_consent,
  sms_consent,
  phone_consent,
  push_consent,
  post_consent,
  email_refused,
  phone_refused,
  has_email,
  has_phone,
});
