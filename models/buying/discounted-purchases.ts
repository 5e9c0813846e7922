import { ModelDataError } from '../errors.ts';
import { integrateOnLogScale } from '../numerics/gauss-legendre.ts';
import { expectedPurchases } from './expected-purchases.ts';
import type { Living } from './standing.ts';

/** Beyond a discount of e^−40 nothing is left. */
const nothingLeft = 40;

/**
 * Purchases that a living customer is expected to make within `horizon`, each worth e^(−discount · time) of one now:
 * e^(−δH) E(H) + δ ∫₀ᴴ e^(−δu) E(u) du, with E the expected purchases.
 * @param horizon may be infinite where the discount is above 0
 * @param discount continuous, per unit of time: ln(1 + annual rate) / units in a year
 * @throws ModelDataError for an endless horizon that nothing discounts
 */
export function discountedPurchases(living: Living, horizon: number, discount: number): number {
  if (discount === 0 && horizon < Infinity) return expectedPurchases(living, horizon);
  if (!(discount > 0)) {
    throw new ModelDataError(
      `A discount of ${discount} gives no finite value over a horizon of ${horizon}: use a discount above 0 or a finite horizon.`,
    );
  }
  const end = Math.min(horizon, nothingLeft / discount);
  const discounted = (u: number) => Math.exp(-discount * u) * expectedPurchases(living, u);
  return discounted(end) + discount * integrateOnLogScale(discounted, end, scaleOf(living, discount));
}

/** The shortest time within which the integrand changes much. */
function scaleOf(living: Living, discount: number): number {
  const leaving =
    living.dropout === 'at any time'
      ? living.beta / Math.max(1, living.s)
      : living.rate / Math.max(1, (living.shape * living.a) / (living.a + living.b));
  return Math.min(living.rate, leaving, 4 / discount);
}
