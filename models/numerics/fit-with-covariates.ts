import { ModelDataError } from '../errors.ts';
import { type EffectPlace, likelihoodWith, type Moved, type ScaledCovariates } from './covariates.ts';
import type { SmoothFunction } from './evaluation.ts';
import { type Fit, type FitOptions, maximiseLikelihood } from './maximise-likelihood.ts';

/** What one covariate does, per unit of it; with its sign, a positive one is more of what the parameter's name says. */
export interface Effect<Name extends string> {
  readonly covariate: string;
  readonly on: Name;
  readonly effect: number;
  /** Null where the data do not determine it. */
  readonly standardError: number | null;
}

/** A fit whose parameters are those of a customer with mean covariates. */
export interface CovariateFit<Name extends string> extends Fit<Name> {
  readonly effects: readonly Effect<Name>[];
  /** Mean of each covariate. */
  readonly centre: Readonly<Record<string, number>>;
}

/** An effect of every covariate on each moved parameter, or of those that `acts` lets act on it. */
export const effectPlaces = <Name extends string>(
  moved: readonly Moved<Name>[],
  covariates: number,
  acts: (on: Name, covariate: number) => boolean = () => true,
): EffectPlace<Name>[] =>
  moved.flatMap((one) =>
    Array.from({ length: covariates }, (_, covariate) => ({ ...one, covariate })).filter(({ covariate }) =>
      acts(one.name, covariate),
    ),
  );

/** A model whose parameters covariates move. */
export interface MovedModel<Name extends string> {
  readonly names: readonly Name[];
  readonly sought: readonly EffectPlace<Name>[];
  /** That of some customers, per customer, by the logs of the parameters. */
  readonly likelihoodOf: (customers: Int32Array) => SmoothFunction;
}

/** Maximum likelihood with time-invariant covariates, from the fit without them. */
export function fitWithCovariates<Name extends string>(
  covariates: ScaledCovariates,
  plain: Fit<Name>,
  { names, sought, likelihoodOf }: MovedModel<Name>,
  options?: FitOptions,
): CovariateFit<Name> {
  const keys = sought.map(({ name, covariate }) => `${name} by ${covariates.names[covariate]}`);
  const problem = {
    names: [...names, ...keys],
    real: keys,
    observations: plain.observations,
    logLikelihood: likelihoodWith(covariates, likelihoodOf, names, sought),
    starts: [[...names.map((name) => plain.parameters[name]), ...keys.map(() => 0)]],
  };
  const fitted = maximiseLikelihood<string>(problem, options);
  const own = <Value>(of: Readonly<Record<string, Value>>) =>
    Object.fromEntries(names.map((name) => [name, of[name]])) as Record<Name, Value>;
  return {
    ...fitted,
    parameters: own(fitted.parameters),
    standardErrors: own(fitted.standardErrors),
    undetermined: names.filter((name) => fitted.undetermined.includes(name)),
    effects: sought.map(({ name: on, covariate }, e) => {
      const error = fitted.standardErrors[keys[e]];
      const scale = covariates.scale[covariate];
      return {
        covariate: covariates.names[covariate],
        on,
        effect: fitted.parameters[keys[e]] / scale,
        standardError: error === null ? null : error / scale,
      };
    }),
    centre: Object.fromEntries(covariates.names.map((name, c) => [name, covariates.centre[c]])),
  };
}

/**
 * Parameters of a customer with the given covariates.
 * @throws ModelDataError naming a covariate that is not known of the customer
 */
export function parametersAt<Name extends string>(
  { parameters, effects, centre }: Pick<CovariateFit<Name>, 'parameters' | 'effects' | 'centre'>,
  moved: readonly Moved<Name>[],
  covariates: Readonly<Record<string, number>>,
): Record<Name, number> {
  const own = { ...parameters } as Record<Name, number>;
  for (const { name, sign } of moved) {
    for (const { covariate, on, effect } of effects) {
      if (on === name)
        own[name] *= Math.exp(sign * effect * (knownOf(covariates, covariate) - centre[covariate]));
    }
  }
  return own;
}

function knownOf(covariates: Readonly<Record<string, number>>, name: string): number {
  const value = covariates[name];
  if (Number.isFinite(value)) return value;
  throw new ModelDataError(
    `The covariate "${name}" was fitted and is not known of a customer: give one number of each, by this name.`,
  );
}
