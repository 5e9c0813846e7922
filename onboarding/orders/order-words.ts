import { plainWord } from '../../pipeline/recognise/month-names.ts';

/** What the words of a status or a kind say of an order, in the languages that files come in. */
export type OrderState = 'sold' | 'refunded' | 'part refunded' | 'failed' | 'waiting' | 'unknown';

const partly = /^(part|teil|parcial|parziale?|czescio|partial|частич)/;
/** Behind what it says a part of: "devolvida parcialmente", "returned in part". */
const partlyBehind =
  /(inpart|partly|partial(ly)?|partielle?(ment)?|enpartie|teilweise|zumteil|(parcial|parzial)(e|mente)?|inparte|czesciow[oay]|partial[ae]?|частичн[оы]\p{L}*)$/u;
const refunded =
  /^(re ?fund|return(s|ed)?$|sent ?back|credit ?(note|memo)?$|charge ?back|revers|gutschrift|retoure?n?$|retourniert|ruckgabe|erstatt|zuruck|avoir|rembours|retourn|devol|devue|reembols|abono|estorn|reso$|resi$|rimbors|zwrot|zwroc|korekt|retur|ramburs|возвра)/;
const failed =
  /^(fail|cancel|void|(soft|hard)?declin|expire|abandon|abort|test|draft|reject|denied|error|(closed)?lost$|verloren|perdu[es]?$|perdid[oa]|pers[oai]$|stracon|przegran|pierdut|проигр|unpaid|incomplete|fraud|fehlgeschl|abgebroch|abgelehnt|storn|entwurf|annul|echou|refuse|abandonn|fallid|fallit|rechaz|falh|recus|rifiut|anul|odrzuc|nieudan|esuat|respins|отмен|ошиб|отклон|черновик)/;
/** A parcel was sold all the same. */
const lost = /^(closed)?lost$|^verloren|^perdu|^perdid|^pers[oai]$/;
const waiting =
  /^(pending|open$|await|waiting|offen|wart(et|end)|attente|enattente|pendi|pende|aguard|abert[oa]$|abiert[oa]$|apert[oa]$|insospes|inattesa|attesa|oczek|asteptare|ожид)/;
const sold =
  /^(paid|complete|success|succeed|ship|dispatch|deliver|fulfil|settle|captur|sale|sold|order|purchase|invoice|closed|done|ok$|(closed)?won($|closed)|gewonn|gagne|ganad|ganh|vint[oaie]$|wygran|castigat|выигр|process|authori|approved|confirm|conferm|bestatigt|potwierdz|подтвержд|bezahlt|abgeschl|versa|geliefert|verkauf|rechnung|paye|livre|expedi|termin|vente|facture|pagad|pagat|pago|complet|conclu|entreg|enviad|venta|venda|vendid|consegn|spedit|vendit|zaplac|oplac|zrealiz|wysl|sprzed|platit|livrat|finaliz|vanz|оплач|выполн|доставл|отправ|прода)/;

/** The state that a value names; `pending` waits unless it speaks of shipping. */
export function stateOf(value: string, ofShipping = false): OrderState {
  const word = plainWord(value);
  if (
    partly.test(word) &&
    refunded.test(
      word.replace(
        /^(partially|partial|teilweise|teil|parcialmente|parzialmente|czesciowo|partial|частично)/,
        '',
      ),
    )
  )
    return 'part refunded';
  if (refunded.test(word) && partlyBehind.test(word)) return 'part refunded';
  if (refunded.test(word)) return 'refunded';
  if (lost.test(word) && ofShipping) return 'unknown';
  if (failed.test(word)) return 'failed';
  if (waiting.test(word)) return ofShipping ? 'sold' : 'waiting';
  return sold.test(word) ? 'sold' : 'unknown';
}

const wordsOf = (name: string): string[] =>
  name.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).map(plainWord);

/** A credit is paid back; a credit card, a limit and a score of credit are not. */
const ofCredit = /^(notes?|memos?|amount|date|at|id|no|nr|number|value|total|sum|flag|status|reason|issued)$/;

/** A column's name that speaks of paying back, and of nothing else. */
export const speaksOfRefund = (name: string): boolean =>
  wordsOf(name).some((word, i, { [i + 1]: next }) =>
    word === 'credit' ? next === undefined || ofCredit.test(next) : refunded.test(word),
  );

const calledOff = /^(cancel|void|storn|annul|anul|отмен)/;

/** A column's name that speaks of an order that was called off. */
export const speaksOfCalledOff = (name: string): boolean =>
  wordsOf(name).some((word) => calledOff.test(word));

const unsold = /^(fail|abandon|draft|quote|entwurf|angebot|borrador|rascunho|bozza|черновик)/;

/** The name of a file whose rows, though they look like orders, are paid back, called off or never came about. */
export const speaksOfNoSale = (name: string): boolean =>
  speaksOfRefund(name) || speaksOfCalledOff(name) || wordsOf(name).some((word) => unsold.test(word));

/** What an insurer pays, and what somebody was offered. */
const claims =
  /^(claims?|schaden\w*|schadensfalle|sinistres?|siniestros?|sinistr[io]|szkod[ay]|daune?|schades?|offers?|quot(es?|ations?)|angebote?|devis|presupuestos?|cotizaciones|preventiv[io]|orcamentos?|ofert[aye]?|offertes?|leads?|proposals?)$/;

/** The name of a file of claims or offers: sums that no customer paid. */
export const speaksOfClaims = (name: string): boolean => wordsOf(name).some((word) => claims.test(word));

export const speaksOfShipping = (name: string): boolean =>
  /ship|fulfil|deliver|versand|liefer|livr|env[ií]o|spediz|dostaw/i.test(name);

/** Names of columns that tell how or where, never whether: no question is asked of them. */
const harmless =
  /country|land$|pays|pais|paese|kraj|tara|страна|city|zip|postal|post ?code|\bplz\b|\bcep\b|stadt|ville|ciudad|citta|miasto|region|state$|channel|kanal|canal|source|device|platform|currency|waehrung|wahrung|devise|moneda|valuta|moeda|waluta|валюта|category|kategori|categor|product|produkt|item|method|zahlungsart|payment|shipping|carrier|gender|sex|segment|group|brand|marke|size|variation|variant|flavou?r|color|colour|farbe|store|shop|filiale|warehouse|language|plan|tier|discount|coupon|promo|\btax\b|\bbalance|type of|weekday|quantity|menge|qty/i;

export const isHarmless = (name: string): boolean =>
  harmless.test(name.normalize('NFKD').replace(/\p{M}/gu, ''));

/** What stands for a customer who gave no name. */
export const isNobody = (value: string): boolean =>
  /^(0+|-+1?|9{4,}|x+|guest.*|gast|gaste|invite|invitado|convidado|ospite|gosc|oaspete|гость|anonym.*|unknown|none|null|nan|n\/?a|na|nobody|walk.?in.*|cash( customer)?|barverkauf|laufkund.*|consumidor final|consommateur|no ?login)$/i.test(
    value.trim().normalize('NFKD').replace(/\p{M}/gu, '').replace(/ł/g, 'l'),
  );

/** Names of what is counted or measured and is no money. */
const measured =
  /^(duration|minutes?|mins?|seconds?|secs?|hours?|hrs|ms|kb|mb|gb|bytes?|megabytes?|gigabytes?|scores?|ratings?|percent|percentage|pct|ratio|probability|km|kms|kilomet\w*|miles?|met(er|re)s?|distance|kg|grams?|weight|steps|calories|points?|punkte|puntos|pontos|punti|punkty|puncte|балл\w*|moods?|stress|fatigue|sleep|volatility|bmi|kcal|temperature|latency|speed|volume|kwh|lat|lon|lng|latitude|longitude|dauer|minuten|sekunden|stunden|strecke|gewicht|verbrauch|duree|heures|poids|consommation|duracion|minutos|horas|distancia|peso|duracao|durata|minuti|distanza|czas|minuty|godziny|waga|durata|длительность|минуты|часы|вес|расстояние)$/;

/** How late something was: `dias_em_atraso`. */
const late =
  /^(late|overdue|delay(ed)?|past|atraso|atrasado|retraso|retard|verzug|verspat\w*|ritardo|opoznieni\w*|intarziere|vertraging|просроч\w*|задерж\w*)$/;

/** Minutes of a call, megabytes of a session: what was used, not what was paid. */
export const isMeasure = (words: readonly string[]): boolean =>
  words.some((word) => measured.test(word) || late.test(word));
