import { z } from 'zod';
import { artefact } from './document.ts';
import { asOfDay, count, listOf } from './values.ts';

/**
 * How an interval was made. `averaged-t`: Student's t, mean of Welch's and the pooled variance; `cuped`: the same on what
 * earlier figures leave; `always-valid` and `declared-end` hold however often they are looked at.
 */
export const effectMethods = [
  'averaged-t',
  'cuped',
  'newcombe',
  'wilson',
  'post-stratified',
  'fieller',
  'fixed-cost',
  'always-valid',
  'declared-end',
  'observed-and-predicted',
  'sum-of-campaigns',
  'aipw',
  'aipw-linear',
  'aipw-trees',
  'entropy-balance',
  'difference-in-differences',
  'plain-difference',
] as const;

const method = z.enum(effectMethods);

/** A share of 0 to 1, points as differences of shares, or money in the report's currency. */
const interval = z.strictObject({ low: z.number(), high: z.number(), level: z.number(), method });

/** A figure. Its interval is null where none can hold: `cautions` and `checks` say why. */
const estimate = z.strictObject({
  value: z.number(),
  standardError: z.number().nullable(),
  /** As of one look. */
  interval: interval.nullable(),
  /** May be looked at every day; what decides the verdict. Null where the figure has none. */
  safe: interval.nullable(),
});

/** Why a headline is a warning, or what a reader has to know of a figure. Numbers in the unit that the code implies. */
export const effectReasons = [
  /** Arms are not as large as they were drawn. `found`: p. */
  'sample-ratio',
  /** Outcomes are missing more often in one arm. `found`: p. */
  'uneven-outcomes',
  /** Customers in both arms. `found`: how many. */
  'both-arms',
  /** Draws of the same customer whose arms contradict each other. `found`: how many. */
  'arms-changed',
  /** The share held out changed on the way. `found`: different shares. */
  'shares-changed',
  /** Files of the ledger are missing. `found`: how many. */
  'ledger-gap',
  /** The ledger says contact and the touches control. `found`: share of those drawn to be contacted. */
  'touches-disagree',
  /** Nobody was held out, or nobody contacted. */
  'no-control',
  'no-contact',
  /** Not everybody has been followed for the horizon. `found`: share who have. */
  'not-matured',
  /** Nobody's cost is known. */
  'costs-missing',
  /** Some contacts have no cost. `found`: share of contacts without. */
  'costs-incomplete',
  /** Costs are those planned, since no touches of the campaign tell of them. */
  'costs-planned',
  /** Everybody has the same outcome: there is nothing to compare. */
  'all-equal',
  /** Too few customers for an interval. `found`: in the smaller arm. */
  'few',
  /** The arms differ by so much that the interval is too narrow. `found`: effect relative to the control; null: the control brought nothing. */
  'rich',
  /** One customer's share of an arm's money, gain or loss. `found`: that share; null: an arm brought nothing. */
  'one-customer',
  /** Total margin of the held out is below zero: relative figures mean nothing. */
  'negative-margins',
  /** The config says other terms than those of the launch; these hold. `name`: the term. */
  'terms-changed',
  /** Held-out customers were contacted. `found`: share of them. */
  'control-contacted',
  /** Contacts did not arrive. `found`: share of the contacted who were not reached. */
  'not-delivered',
  /** Nothing tells who was reached. */
  'delivery-unknown',
  /** A standardised difference before the start is large. `found`; `name`: of what. */
  'imbalance',
  /** Observational only: rules of overlap, see docs. `found`, `limit`. */
  'few-controls',
  'no-overlap',
  'one-control',
  'estimators-disagree',
  'placebo-fails',
  /** Difference in differences finds something between two periods before the start. `found`: z. */
  'trends-differ',
  /** Of a table: the earlier figure is the same for everybody compared, so that no change can be told. */
  'earlier-still',
  /** Of a table: nothing says how large the arms were to be. */
  'draw-unknown',
  /** Customers of a table whose outcome is not known. `found`: how many. */
  'outcomes-unknown',
  /** Rows of a table that name no arm. `found`: how many. */
  'no-arm',
  /** Missing values of a figure from before count as its mean. `name`: of which. */
  'values-missing',
  /** Nothing says whose a row of a table is: each counts as a customer. */
  'ids-unknown',
  /** No scores of the as-of date, or none for some. `found`: share of customers without. */
  'no-scores',
  /** Contacts of the campaign whose customers nobody knows. `found`: how many. */
  'unknown-customers',
  /** Customers of either arm whose escalated complaint was answered in the window, which is no campaign's doing. `found`: how many. */
  'escalated',
] as const;

const reason = z.strictObject({
  code: z.enum(effectReasons),
  found: z.number().nullable(),
  limit: z.number().nullable(),
  /** A covariate or a term of the declaration. */
  name: z.string().nullable(),
});

const check = z.strictObject({ ...reason.shape, state: z.enum(['passed', 'note', 'failed']) });

const arm = z.strictObject({
  arm: z.enum(['contact', 'control']),
  /** Drawn ever, and those of them who are compared: followed for the whole window, outcome known. */
  drawn: count,
  customers: count,
  /** Null where the outcome is an amount of a table. */
  kept: count.nullable(),
  /** Share kept, with Wilson's interval. */
  retention: estimate.nullable(),
  /** Mean margin per customer over the window, capped as declared, and as it is; of a table the mean of its outcome. */
  margin: z.number(),
  marginUncapped: z.number(),
  deviation: z.number(),
  /** Share of the arm's money that the customer with the largest gain or loss makes; null: there is no money. */
  largestShare: z.number().nullable(),
  /** Customers whom a contact of the campaign reached; null where nothing tells. */
  reached: count.nullable(),
  /** Mean cost per customer; null where not known. */
  cost: z.number().nullable(),
});

/** Points of a curve by days since the draw; per contacted customer, money in the currency. */
const curvePoint = z.strictObject({
  day: count,
  /** Incremental margin so far, adjusted as the headline. */
  margin: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The same less all costs; null where costs are not known. */
  net: z.number().nullable(),
  netLow: z.number().nullable(),
  netHigh: z.number().nullable(),
  /** Mean margin so far in each arm. */
  contact: z.number(),
  control: z.number(),
});

const group = z.strictObject({
  /** A fact by which customers are cut: segment, country, acquisition_channel, value, risk, cohort… */
  by: z.string(),
  value: z.string(),
  contact: count,
  control: count,
  /** Incremental margin per customer, at the level of the table's intervals. Null intervals where a group is too small. */
  margin: estimate,
  /** Difference in retention. */
  points: estimate,
  /** p of the margin, adjusted for all groups (Bonferroni, as their intervals); null without an interval. */
  adjustedP: z.number().nullable(),
});

/** Means of both arms, and their difference adjusted for what was known before: as it is, not capped. */
const part = z.strictObject({ contact: z.number(), control: z.number(), effect: estimate });

const cohort = z.strictObject({
  /** Month of joining, or day of the draw; by months, quarters or years where there are many. */
  by: z.enum(['acquisition_month', 'wave']),
  value: z.string(),
  customers: z.strictObject({ contact: count, control: count }),
  /** Margin so far at each quarter of the window. */
  soFar: listOf(z.strictObject({ day: count, ...part.shape })),
  /** From the draw to the as-of date, and from then on; together they allow for the model's error. */
  observed: part,
  predicted: part,
  together: part,
});

const observed = z.strictObject({
  naive: estimate,
  blend: estimate,
  linear: estimate,
  trees: estimate,
  balanced: estimate,
  effectiveControls: z.number(),
  treated: count,
  /** Share of the contacted with a chance of contact above .9. */
  certain: z.number(),
  largestWeight: z.number(),
  /** Customers by tenths of their chance of contact. */
  chances: listOf(z.strictObject({ treated: count, control: count })),
  eValue: z.strictObject({ effect: z.number(), limit: z.number() }),
  /** Of the same figure from before; null where there is none. */
  differences: estimate.nullable(),
  /** The same between two periods before the start, where there can be no effect; null where one of them is not known. */
  differencesBefore: estimate.nullable(),
  placebo: estimate.nullable(),
  splits: count,
  /** Customers that a model learned from at most; null where it learned from all that it was given. */
  taughtAtMost: count.nullable(),
});

export const effectAnswers = [
  /** No effect can be stated: a check failed. */
  'warning',
  /** Too early: not everybody has been followed for the horizon. */
  'not-matured',
  'pays',
  'loses',
  /** Neither a gain nor a loss is shown. */
  'not-shown',
  /** Costs are not known; the margin rose, fell, or neither is shown. */
  'raises-margin',
  'lowers-margin',
  'no-effect-shown',
  /** Of a table: the outcome rose, fell, or neither is shown. */
  'raises',
  'lowers',
  'no-difference',
] as const;

/** Columns of a table that are compared, by their names in it. */
const table = z.strictObject({
  outcome: z.string(),
  /** The value whose share is compared; null: the outcome is an amount. */
  positive: z.string().nullable(),
  arm: z.string(),
  contact: z.string(),
  control: z.string(),
  /** Arms that are compared with the control. */
  arms: count,
});

/**
 * What a campaign did, or the arms of a table, as data: codes and numbers, no words. Money is in `currency`, per contacted customer unless it is
 * a total. Intention to treat is the headline: all count in the arm that they were drawn into.
 */
const effectReport = z.strictObject({
  question: z.strictObject({
    campaign: z.string(),
    /**
     * A campaign of the ledger, one of the past whose arms stand in touches, the group that no campaign contacts, a change that
     * some customers were exposed to, or one table of a finished experiment.
     */
    kind: z.enum(['campaign', 'past', 'global-control', 'exposure', 'table']),
    design: z.enum(['randomised', 'not-randomised']),
    business: z.string().nullable(),
    plays: listOf(z.string()),
    channels: listOf(z.string()),
    /** Null but for a table. */
    table: table.nullable(),
    /** Who was exposed, as the config says it; null but for an exposure. */
    exposed: z.string().nullable(),
  }),
  /** Null: a table has none. */
  dates: z
    .strictObject({
      asOf: asOfDay,
      firstDrawn: asOfDay.nullable(),
      lastDrawn: asOfDay.nullable(),
      /** Last day of its lists where the config says one. */
      declaredEnd: asOfDay.nullable(),
      /** Days that the effect is measured over as declared, and as it is here: fewer where it is too early. */
      horizonDays: count,
      windowDays: count,
      lagDays: count,
      /** First as-of date on which everybody drawn so far will have been followed. */
      maturesOn: asOfDay.nullable(),
    })
    .nullable(),
  /** Null: amounts of a table whose unit nobody named. */
  currency: z.string().nullable(),
  level: z.number(),
  maturity: z.enum(['matured', 'partly', 'none']),
  verdict: z.strictObject({
    answer: z.enum(effectAnswers),
    /** Why it is a warning; else none. */
    reasons: listOf(reason),
    /** What speaks against the interval without refusing it. */
    cautions: listOf(reason),
  }),
  arms: listOf(arm),
  sampleRatio: z
    .strictObject({
      /** Share that was to be held out, and was. */
      planned: z.number(),
      found: z.number(),
      statistic: z.number(),
      p: z.number(),
      /** p below which the comparison is refused. */
      limit: z.number(),
      broken: z.boolean(),
      /** Share of an arm whose loss would have been seen four times in five. */
      lossSeen: z.number().nullable(),
    })
    .nullable(),
  /** What `kept` means: an order (or visit) within the last `days` of the window, or a subscription that runs at its end. */
  kept: z.strictObject({ by: z.enum(['orders', 'activity', 'subscription']), days: count }).nullable(),
  retention: z
    .strictObject({
      /** Difference of the shares kept, and the same within the strata of the draw. */
      points: estimate,
      stratified: estimate.nullable(),
      /** The plain difference, where `points` is adjusted for what was known before: of a table only. */
      unadjusted: estimate.nullable(),
      /** Churn of the contacted over churn of the held out, less 1: −0.13 is 13% fewer lost. Null where nobody left. */
      relativeChurn: z.number().nullable(),
      relativeRetention: z.number().nullable(),
    })
    .nullable(),
  money: z
    .strictObject({
      /** Incremental margin per contacted customer: capped and adjusted, capped alone, and adjusted alone; the last is null without randomisation. */
      headline: estimate,
      unadjusted: estimate,
      uncapped: estimate.nullable(),
      /** Unadjusted and without the customer who makes most of an arm's margin. */
      withoutLargest: z.number().nullable(),
      /** Of all contacted customers compared. */
      customers: count,
      margin: estimate,
      cost: z
        .strictObject({
          from: z.enum(['touches', 'plan', 'table']),
          perCustomer: z.number(),
          fixed: z.number(),
          total: z.number(),
          /** Sums of the contacts, by channel and play; what the held out cost as well is taken off by a line of neither. With the
           * fixed cost they add up to the total. */
          lines: listOf(
            z.strictObject({
              channel: z.string().nullable(),
              play: z.string().nullable(),
              contacts: count,
              total: z.number(),
            }),
          ),
        })
        .nullable(),
      /** Margin less costs, of all. */
      net: estimate.nullable(),
      /** Net over cost: 1.47 is 147%. `interval` null: any ratio agrees with the data (unbounded). */
      roi: estimate.nullable(),
      payback: z
        .strictObject({
          /** First day on which the lower bound of the net is above zero; null: not within the window. */
          day: count.nullable(),
          /** That day for those drawn last. */
          date: asOfDay.nullable(),
          /** Of the bound. */
          method,
          /** The same of the plain figure, which a coin may decide. */
          pointDay: count.nullable(),
        })
        .nullable(),
    })
    .nullable(),
  /** Value beyond what was seen: scores of the as-of date. Never part of net or ROI. */
  value: z
    .strictObject({
      /** From the draw to the as-of date, per contacted customer, as it is. */
      observed: estimate,
      /** From the as-of date on, over so many days. */
      predicted: estimate,
      predictedDays: count,
      together: estimate,
      /** Error of the predicted total that the interval of `together` allows for. */
      modelError: z.number(),
      /** Share of the predicted part that must be false for nothing to be left; null where nothing is predicted. */
      mustBeFalse: z.number().nullable(),
      model: z.string(),
    })
    .nullable(),
  /** Effect for one unit of cost, of a table whose outcome is not in the currency of its costs. */
  gained: estimate.nullable(),
  /** Of a table, whose headline is to be read once: the interval that holds at every look before the end. */
  everyLook: interval.nullable(),
  /** Effect per customer reached (complier effect), where delivery is known and failed for some. */
  reached: z
    .strictObject({
      /** Share reached of each arm. */
      contact: z.number(),
      control: z.number(),
      effect: estimate,
    })
    .nullable(),
  curves: listOf(curvePoint),
  segments: z.strictObject({
    /** How many groups are looked at, and the level of each one's interval so that all hold together. */
    groups: count,
    level: z.number(),
    rows: listOf(group),
  }),
  /** Value after the campaign by cohort, per customer; none without randomisation, or where there is one cohort only. */
  cohorts: z.strictObject({
    /** How many are looked at, and the level of each one's interval so that all hold together. */
    groups: count,
    level: z.number(),
    rows: listOf(cohort),
  }),
  /** Standardised differences before the start, and after weighting without randomisation. */
  balance: listOf(z.strictObject({ name: z.string(), before: z.number(), after: z.number().nullable() })),
  observed: observed.nullable(),
  checks: listOf(check),
  method: z.strictObject({
    estimator: method,
    /** Figures from before that it is adjusted for, or by which similar customers are found. */
    covariates: listOf(z.string()),
    /** Share of the variance that they take away. */
    varianceCut: z.number().nullable(),
    winsorise: z.strictObject({ quantile: z.number(), cap: z.number().nullable(), capped: count }),
    /** Bound that decides the verdict. */
    safe: method,
  }),
  source: z.strictObject({
    /** Key of the stage that measured. */
    key: z.string(),
    model: z.string().nullable(),
    ledgerFiles: count,
    /** Draws of the campaign, ends of terms included. */
    draws: count,
  }),
});

export type EffectReport = z.infer<typeof effectReport>;
export type EffectEstimate = z.infer<typeof estimate>;
export type EffectReason = z.infer<typeof reason>;
export type EffectCheck = z.infer<typeof check>;
export type EffectMethod = z.infer<typeof method>;

export const effectReportDocument = artefact({ name: 'report of an effect', schema: effectReport });

/** All campaigns of an as-of date, and what they did together. */
export const roiReport = z.strictObject({
  asOf: asOfDay,
  currency: z.string(),
  level: z.number(),
  campaigns: listOf(
    z.strictObject({
      campaign: z.string(),
      kind: effectReport.shape.question.shape.kind,
      design: effectReport.shape.question.shape.design,
      /** Object that holds its report. */
      report: z.string(),
      answer: z.enum(effectAnswers),
      contact: count,
      control: count,
      margin: estimate.nullable(),
      cost: z.number().nullable(),
      net: estimate.nullable(),
    }),
  ),
  /** Sums over the randomised campaigns whose headline is no warning and not too early; null where there is none. */
  together: z
    .strictObject({
      campaigns: listOf(z.string()),
      margin: estimate,
      cost: z.number().nullable(),
      net: estimate.nullable(),
      roi: z.number().nullable(),
    })
    .nullable(),
  /** Hash of the ledger's files that were read: with others by now it is measured again. */
  ledger: z.string(),
  /** Campaigns that could not be measured. */
  refused: listOf(
    z.strictObject({
      campaign: z.string(),
      /** Nobody has been followed for a day yet; no touch names it; or nobody was a customer on the day of the change. */
      code: z.enum(['too-early', 'nothing-in-touches', 'no-customers']),
    }),
  ),
});

export type RoiReport = z.infer<typeof roiReport>;
