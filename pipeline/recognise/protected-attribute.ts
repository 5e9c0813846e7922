import type { Feature } from '../../contracts/feature.ts';

/** Attributes (and their close stand-ins) that no reason may name, in the words that columns use for them. */
const protectedWords =
  /(^|_)(gender|sex|race|racial|ethnic\w*|religi\w*|faith|nationality|citizenship|disab\w*|marital|pregnan\w*|orientation|birth\w*|dob|political\w*|union_member|genetic\w*|language|country|senior_citizen)(_|$)/;

/** `age` alone is a person's; `open_ticket_age_days` is a ticket's. */
const personsAge = /^(dim_)?(customer_|person_)?age(_(years?|group|band|range|bracket))?$/;

/** True where the feature is, or is read from, a protected attribute. */
export function isProtected(feature: Pick<Feature, 'name' | 'needs'>): boolean {
  const columns = feature.needs.map((need) => need.slice(need.indexOf('.') + 1));
  return [feature.name, ...columns].some((name) => {
    const lower = name.toLowerCase();
    return protectedWords.test(lower) || personsAge.test(lower);
  });
}
