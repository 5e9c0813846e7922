import { HoldfastError } from '../../contracts/errors.ts';
import { anyPermission, type ConsentLimits, type Consents, permissionBy } from './permission.ts';

/**
 * On what ground a listed customer may be contacted, by a channel where there is one.
 * @throws HoldfastError where the customer may not be: no list may hold them
 */
export function groundOf(channel: string | null, customer: Consents, limits: ConsentLimits): string {
  const permission =
    channel === null ? anyPermission(customer, limits) : permissionBy(channel, customer, limits);
  if ('ground' in permission) return permission.ground;
  throw new HoldfastError(
    `A listed customer may not be contacted: ${permission.explanation}. Please report this.`,
  );
}
