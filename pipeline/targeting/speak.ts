import type { ByLanguage } from '../../contracts/config/by-language.ts';
import type { Play } from '../../contracts/config/plays.ts';
import type { LanguageCode } from '../../contracts/languages.ts';
import type { SelectedCustomer } from './selected-customer.ts';
import { spokenLanguage } from './talking-points/spoken-language.ts';
import { talkingPoints } from './talking-points/talking-points.ts';

/** What to say to a listed customer: the play's message and offer, and what to know before, in one language. */
export interface Speech {
  readonly spoken: LanguageCode;
  readonly message: string | null;
  readonly offer: string | null;
  readonly point_1: string | null;
  readonly point_2: string | null;
  readonly point_3: string | null;
}

/** In the language that the customer writes in; where it is not known or not shipped, in the business's. */
export function speak(
  customer: SelectedCustomer,
  play: Pick<Play, 'message' | 'offer'> | null,
  business: LanguageCode,
): Speech {
  const spoken = spokenLanguage(customer.language) ?? business;
  const offer = saidIn(play?.offer?.name, spoken, business);
  const reasonGroups = (customer.reasons ?? []).map(({ group }) => group);
  const [first, second, third] = talkingPoints({ ...customer, reasonGroups, offer }, spoken);
  return {
    spoken,
    message: saidIn(play?.message, spoken, business),
    offer,
    point_1: first ?? null,
    point_2: second ?? null,
    point_3: third ?? null,
  };
}

/** Where the business has not written it in a language, it is in the business's own, which the config must have. */
export function saidIn(
  text: ByLanguage | undefined,
  spoken: LanguageCode,
  business: LanguageCode,
): string | null {
  if (text === undefined || typeof text === 'string') return text ?? null;
  return text[spoken] ?? text[business] ?? null;
}
