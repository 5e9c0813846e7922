/**
 * Words for yes, for no and for "not known" in a column of true and false, consent above all: English, Romanian, Polish,
 * Russian, Italian, German, Spanish, French and Portuguese, yes and no of a dozen more, and the states that well-known services export. The one
 * vocabulary of the product; compared after `flagWord`.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const yesAlone = words(`
  1 1.0 true t yes y on x ✓ ✔ ○ ◯ 〇
  wahr ja j vrai oui vero si sì s verdadero sí verdadeiro sim prawda tak adevărat adevarat da истина да д
  kyllä igen evet ano ναι так 예 네 はい 是 có نعم`);

const agreeing = words(`
  subscribed opt_in opted_in optin optedin granted given allowed allow accepted accepts agreed consented confirmed
  single_opt_in double_opt_in confirmed_opt_in
  zugestimmt erteilt angemeldet eingewilligt accepté inscrit abonné aceptado suscrito iscritto accettato aceito inscrito
  abonat acceptat zgoda zapisany подписан согласен`);

const noAlone = words(`
  0 0.0 false f no n off ✗ ✘ ×
  falsch nein faux non falso não nao fałsz falsz nie fals nu ложь нет н
  ei nem nee nej nei hayır ne όχι ні 아니오 아니요 いいえ 否 không لا`);

const refusing = words(`
  unsubscribed never_subscribed not_subscribed nonsubscribed non_subscribed opt_out opted_out optout optedout denied denies refused
  rejected declined disallowed disallow withdrawn revoked removed suppressed cleaned bounced hard_bounced complained
  spam_complaint blocked blacklisted redacted do_not_contact
  abgelehnt abgemeldet widerrufen refusé désinscrit désabonné rechazado revocado disiscritto rifiutato revocato recusado
  dezabonat refuzat odmowa wypisany отписан отказ`);

export const yesWords = [...yesAlone, ...agreeing];
export const noWords = [...noAlone, ...refusing];

/** Nothing is known: such a cell counts as an empty one. */
export const unknownWords = words(`
  ? _ unknown n/a na nan null none unspecified not_specified not_set pending unconfirmed not_confirmed
  unbekannt inconnu desconocido desconhecido sconosciuto necunoscut nieznany неизвестно`);

/** A cell as the lists above write it: lower case, `_` for blanks and dashes. */
export const flagWord = (text: string): string => text.trim().toLowerCase().replace(/[ -]/g, '_');

const meanings = new Map<string, boolean | null>([
  ...yesWords.map((word): [string, boolean] => [word, true]),
  ...noWords.map((word): [string, boolean] => [word, false]),
  ...unknownWords.map((word): [string, null] => [word, null]),
]);

/**
 * The same in the company of a column's other words: O is yes beside N, as in French, and beside X, which then is no, as in Japan and
 * Korea. A cell alone does not tell.
 */
export function flagsOf(values: readonly string[]): (text: string) => boolean | null | undefined {
  const words = new Set(values.map(flagWord));
  const beside = (...others: string[]) => words.has('o') && others.some((other) => words.has(other));
  const own = new Map<string, boolean>();
  if (beside('n', 'non', 'x')) own.set('o', true);
  if (beside('x')) own.set('x', false);
  return (text) => own.get(flagWord(text)) ?? flagOf(text);
}

const meaningful = new Set([...agreeing, ...refusing]);

/** Whether a word says by itself what is agreed to or refused, unlike a yes, a no or a mark. */
export const saysWhatItMeans = (text: string): boolean => meaningful.has(flagWord(text));

/** True, false, null for "not known"; undefined for a word that says none of them. */
export const flagOf = (text: string): boolean | null | undefined => meanings.get(flagWord(text));
