import { expect, it } from 'vitest';
import { decoded } from '../../../platform/local/decoded.ts';
import { guessEncoding } from '../../../platform/local/guess-encoding.ts';

/** Bytes of a text in an encoding that Node only reads: each character is looked up among all bytes, or pairs of them. */
function encode(text: string, encoding: string): Buffer {
  const bytes = new Map<string, number[]>();
  for (let high = 255; high >= 0; high--) {
    if (/shift/.test(encoding) && high > 0x80)
      for (let low = 0x40; low < 0xfd; low++)
        bytes.set(decoded(Uint8Array.of(high, low), encoding), [high, low]);
    bytes.set(decoded(Uint8Array.of(high), encoding), [high]);
  }
  return Buffer.from([...text].flatMap((letter) => bytes.get(letter) ?? []));
}

it.each([
  ['windows-1250', 'Číslo;Zákazník;Částka\n1;7;1 357,25 Kč\n2;8;95,10 Kč\n'],
  ['windows-1250', 'id;city\n1;Győr\n2;Praha\n'],
  ['windows-1250', 'Rendelésszám;Ügyfél;Összeg\n1;Szűcs Győző;5\n2;Tóth Őrs;6\n'],
  ['windows-1250', 'Numer zamówienia;Klient;Kwota\n1;Łukasz Żak;54,29 zł\n'],
  ['windows-1250', 'id;oras\n1;Iaşi\n2;Timişoara\n3;Brătianu\n'],
  ['windows-1250', 'Datum;Kupac\n1;Željko Šarić\n'],
  ['iso-8859-2', 'Numer;Klient\n1;Stanisław Dąbrowski\n2;Świętosława Żak\n'],
  ['windows-1252', 'id;ville\n1;São Paulo\n2;João\n3;Camões\n4;5 €\n'],
  ['windows-1252', 'Produkt – Größe;a\n1;Straße\n'],
  ['windows-1252', 'Montant (€);x\n1;2\n'],
  ['windows-1252', 'x;y €\n1;Hélène Lefèvre\n2;Müller\n3;Núñez\n4;Søren Åberg\n5;Gonçalves\n'],
  ['windows-1254', 'Sipariş No;Müşteri;Şehir\n1;Şükrü Yıldız;İstanbul\n2;Ayşe Doğan;Muğla\n'],
  ['windows-1257', 'Užsakymas;Pirkėjas\n1;Jonas Žukauskas\n2;Rūta Šimkutė\n'],
  ['macintosh', 'Bestellung;Käufer\n1;Jürgen Müller\n'],
  ['windows-1251', 'Заказ;Клиент;Сумма\n1;Иванов Пётр;5\n'],
  ['koi8-r', 'Заказ;Клиент;Сумма\n1;Иванов Пётр;5\n'],
  ['ibm866', 'Заказ;Клиент;Сумма\n1;Иванов Пётр;5\n'],
  ['windows-1253', 'Αριθμός;Πελάτης\n1;Μαρία Ιωάννου\n'],
  ['windows-874', 'เลขที่;ลูกค้า;วันที่\n'],
  ['shift_jis', '注文番号,顧客番号,注文日,金額\n1,7,2022/01/03,54\n'],
  ['shift_jis', '受注ｺｰﾄﾞ,得意先ｺｰﾄﾞ,受注日\n1,7,2022/01/03\n'],
])('%s is told from a few words: %j', (encoding, text) => {
  const bytes = encode(text, encoding);
  expect(decoded(bytes, encoding)).toBe(text);
  expect(guessEncoding(bytes)).toBe(encoding);
});
