import type { Campaign } from '../../contracts/campaign.ts';
import { noChannel, type Play } from '../../contracts/config/plays.ts';

/** A play with what its contact costs with its offer, in the reporting currency, and whether somebody said so. */
export interface PricedPlay extends Play {
  readonly cost: number;
  readonly guessed: boolean;
}

/**
 * What a contact costs by default, in US dollars: a message written by a person takes minutes, a call more, one that is
 * sent by itself next to nothing. A guess, said in the manifest, until the config says better.
 */
const dollars: Readonly<Record<string, number>> = {
  [noChannel]: 0,
  email: 1,
  sms: 1,
  whatsapp: 1,
  chat: 1,
  app: 0.1,
  push: 0.1,
  letter: 2,
  post: 2,
  mail: 2,
  phone: 5,
  call: 5,
  visit: 50,
};
const otherChannel = 1;

/**
 * Units for a US dollar, to the order of magnitude that a guessed cost needs; of a currency that is not here the cost is
 * not guessed.
 */
const unitsPerDollar: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [1, 'USD EUR GBP CHF CAD AUD NZD SGD BND FJD JOD KWD BHD OMR BSD BBD BZD PAB AWG XCD'],
      [2, 'BGN BAM AZN GEL BYN BOB TND BRL PEN ILS RON PLN MYR SAR AED QAR'],
      [10, 'CNY HKD MOP DKK NOK SEK MAD ZAR MXN BWP NAD GTQ HNL UYU MDL GHS TTD'],
      [50, 'CZK TRY UAH INR THB PHP TWD EGP NPR DOP MUR RUB BDT KGS'],
      [100, 'JPY ISK HUF RSD KES ALL DZD MKD JMD LKR PKR CRC HTG'],
      [500, 'AMD KZT XAF XOF CLP'],
      [1000, 'KRW ARS IQD NGN MNT RWF'],
      [4000, 'COP TZS UGX MGA PYG KHR'],
      [12_000, 'IDR UZS GNF LAK VND'],
    ] as const
  ).flatMap(([units, codes]) => codes.split(' ').map((code) => [code, units])),
);

/**
 * Plays with their costs: their own, the campaign's, else the default of their channel in this currency; and with their
 * offer, else the campaign's, which so many accept.
 */
export function pricePlays(
  plays: readonly Play[],
  {
    costPerContact,
    costPerOffer,
    acceptedShare,
  }: Pick<Campaign, 'costPerContact' | 'costPerOffer' | 'acceptedShare'>,
  currency: string,
): PricedPlay[] {
  return plays.map((play) => {
    const said = play.channel === noChannel ? 0 : (play.cost ?? costPerContact);
    const offer = play.channel === noChannel ? 0 : offerCost(play, acceptedShare * costPerOffer);
    const contact = said ?? defaultCost(play.channel, currency);
    return { ...play, cost: asInLedger(contact + offer), guessed: said === null };
  });
}

const offerCost = ({ offer }: Play, ofCampaign: number): number =>
  offer === undefined ? ofCampaign : offer.acceptedShare * offer.cost;

/** As the ledger keeps it: what is left of a budget is the same before a draw and when it is read again. */
const asInLedger = (cost: number): number => Math.round(1e4 * cost) / 1e4;

const defaultCost = (channel: string, currency: string): number =>
  (dollars[channel.toLowerCase()] ?? otherChannel) * (unitsPerDollar[currency] ?? 0);
