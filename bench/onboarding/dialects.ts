/** How strangers write things: the trait tables from which awkward businesses are made. */

/** What a column of a shop's file holds. */
export type Field =
  | 'order'
  | 'line'
  | 'customer'
  | 'email'
  | 'at'
  | 'product'
  | 'title'
  | 'quantity'
  | 'price'
  | 'amount'
  | 'total'
  | 'tax'
  | 'net'
  | 'discount'
  | 'shipping'
  | 'status'
  | 'kind'
  | 'refunded'
  | 'returned'
  | 'currency'
  | 'updated'
  | 'paid';

const inOrder: readonly Field[] = [
  'order',
  'line',
  'customer',
  'email',
  'at',
  'product',
  'title',
  'quantity',
  'price',
  'amount',
  'total',
  'tax',
  'net',
  'discount',
  'shipping',
  'status',
  'kind',
  'refunded',
  'returned',
  'currency',
  'updated',
  'paid',
];

const names = (text: string): Record<Field, string> =>
  Object.fromEntries(text.split('|').map((name, i) => [inOrder[i], name.trim()])) as Record<Field, string>;

/**
 * Headers by style. Those from `dutch` on are in no list of words of the product: what they mean must be seen from what
 * stands below them.
 */
export const headers = {
  snake: names(
    'order_id|line_no|customer_id|email|order_date|sku|product|quantity|unit_price|line_total|order_total|tax|net_amount|discount|shipping|status|type|refunded_amount|is_return|currency|updated_at|paid_at',
  ),
  spaced: names(
    'Order ID|Line|Customer ID|Customer Email|Created date|SKU|Item name|Qty|Unit Price (EUR)|Amount (EUR)|Total (EUR)|Tax (EUR)|Net (EUR)|Discount (EUR)|Shipping (EUR)|Status|Type|Refunded Amount (EUR)|Returned|Currency|Updated at|Paid at',
  ),
  terse: names(
    'oid|ln|uid|mail|trans_date|pid|descr|qty|prc|amt|tot|vat|net|disc|ship|st|typ|refd|ret|cur|upd|pd',
  ),
  german: names(
    'Bestellnr.|Pos.|Kundennr|E-Mail|Bestellt am|Artikelnr.|Bezeichnung|Menge|Einzelpreis|Umsatz (EUR)|Gesamtbetrag|MwSt|Nettobetrag|Rabatt|Versand|Status|Vorgangsart|Erstattet|Retoure|Währung|Geändert am|Bezahlt am',
  ),
  french: names(
    'N° commande|Ligne|N° client|Courriel|Date de commande|Réf. article|Désignation|Quantité|Prix unitaire|Ventes|Total commande|TVA|Montant HT|Remise|Livraison|Statut|Type|Montant remboursé|Retour|Devise|Modifié le|Payé le',
  ),
  spanish: names(
    'Nº pedido|Línea|Código cliente|Correo|Fecha de pedido|Artículo|Descripción|Cantidad|Precio unitario|Importe|Total pedido|IVA|Importe neto|Descuento|Envío|Estado|Tipo|Reembolsado|Devolución|Moneda|Actualizado|Pagado',
  ),
  portuguese: names(
    'Nº do pedido|Linha|Código do cliente|E-mail|Data do pedido|Produto|Descrição|Quantidade|Preço unitário|Valor|Total do pedido|Imposto|Valor líquido|Desconto|Frete|Situação|Tipo|Reembolsado|Devolução|Moeda|Atualizado em|Pago em',
  ),
  italian: names(
    'N. ordine|Riga|Codice cliente|Posta|Data ordine|Articolo|Descrizione|Quantità|Prezzo unitario|Importo|Totale ordine|IVA|Imponibile|Sconto|Spedizione|Stato|Tipo|Rimborsato|Reso|Valuta|Modificato il|Pagato il',
  ),
  polish: names(
    'Nr zamówienia|Lp.|Nr klienta|E-mail|Data zamówienia|Produkt|Opis|Ilość|Cena jednostkowa|Wartość|Suma zamówienia|VAT|Wartość netto|Rabat|Dostawa|Stan|Typ|Zwrócono|Zwrot|Waluta|Zmieniono|Opłacono',
  ),
  romanian: names(
    'Nr. comandă|Linie|Cod client|E-mail|Data comenzii|Produs|Descriere|Cantitate|Preț unitar|Valoare|Total comandă|TVA|Valoare netă|Reducere|Livrare|Stare|Tip|Rambursat|Retur|Monedă|Modificat la|Plătit la',
  ),
  russian: names(
    'Номер заказа|Строка|Код клиента|Почта|Дата заказа|Артикул|Наименование|Количество|Цена|Сумма|Итого|НДС|Сумма без НДС|Скидка|Доставка|Статус|Тип|Возвращено|Возврат|Валюта|Изменён|Оплачен',
  ),
  dutch: names(
    'Bestelnummer|Regel|Klantnr|Mailadres|Besteld op|Artikelcode|Omschrijving|Aantal|Stukprijs|Regelbedrag|Ordertotaal|Belasting|Bedrag excl.|Korting|Verzendkosten|Toestand|Soort|Terugbetaald|Retour gezonden|Munt|Gewijzigd|Betaald op',
  ),
  swedish: names(
    'Ordernr|Rad|Kundnr|Mejl|Köpdag|Artnr|Benämning|Antal|Styckpris|Radbelopp|Ordersumma|Moms|Exkl. moms|Avdrag|Frakt|Läge|Slag|Återbetalt|Återsänd|Myntslag|Ändrad|Betald',
  ),
  czech: names(
    'Číslo objednávky|Řádek|Odběratel|Pošta|Objednáno|Zboží|Popis|Kusů|Za kus|Částka|Celkem|Daň|Bez daně|Sleva|Dopravné|Stav|Druh|Vráceno|Vratka|Měna|Změněno|Zaplaceno',
  ),
  turkish: names(
    'Sipariş No|Satır|Müşteri No|Eposta|Sipariş Tarihi|Ürün|Açıklama|Adet|Birim Fiyat|Tutar|Toplam|Vergi|Net Tutar|İndirim|Kargo|Durum|Tür|İade Tutarı|İade|Para|Değişti|Ödendi',
  ),
  japanese: names(
    '注文番号|行|顧客番号|メール|注文日|商品番号|商品名|数量|単価|金額|合計|税|税抜|値引|送料|状態|種別|返金額|返品|通貨|更新日|支払日',
  ),
  chinese: names(
    '订单号|行号|客户号|邮箱|下单日期|货号|品名|件数|单件价|行金额|订单总额|税额|不含税|折扣|运费|状况|类别|退款额|退货|币种|修改日|付款日',
  ),
  letters: names('A|B|C|D|E|F|G|H|I|J|K|L|M|N|O|P|Q|R|S|T|U|V'),
  coded: names(
    'F001|F002|F003|F004|F005|F006|F007|F008|F009|F010|F011|F012|F013|F014|F015|F016|F017|F018|F019|F020|F021|F022',
  ),
  sap: names(
    'VBELN|POSNR|KUNNR|SMTP|AUDAT|MATNR|ARKTX|KWMENG|NETPR|NETWR|VWERT|MWSBP|VNETW|RABAT|FRACHT|GBSTK|AUART|GUTS|RETKZ|WAERK|AEDAT|ZADAT',
  ),
  hungarian: names(
    'Rendelésszám|Sorszám|Vevőkód|E-mail cím|Rendelés napja|Cikkszám|Megnevezés|Mennyiség|Egységár|Sorérték|Végösszeg|ÁFA|Nettó|Engedmény|Szállítás|Állapot|Fajta|Visszatérítve|Visszáru|Pénznem|Módosítva|Fizetve',
  ),
  greek: names(
    'Αρ. παραγγελίας|Γραμμή|Κωδ. πελάτη|Ηλ. διεύθυνση|Ημ/νία παραγγελίας|Κωδ. είδους|Περιγραφή|Ποσότητα|Τιμή μονάδας|Αξία|Σύνολο|ΦΠΑ|Καθαρή αξία|Έκπτωση|Μεταφορικά|Κατάσταση|Τύπος|Επιστραφέν ποσό|Επιστροφή|Νόμισμα|Ενημερώθηκε|Πληρώθηκε',
  ),
  korean: names(
    '주문번호|행번호|고객번호|전자우편|주문일자|상품코드|상품명|수량|단가|금액|총금액|부가세|공급가|할인|배송비|상태|구분|환불금액|반품여부|통화|수정일자|결제일자',
  ),
  finnish: names(
    'Tilausnro|Rivi|Asiakasnro|Sähköposti|Tilattu|Tuotekoodi|Kuvaus|Määrä|Kappalehinta|Rivisumma|Loppusumma|ALV|Veroton|Alennus|Toimituskulut|Tila|Tyyppi|Hyvitetty|Palautus|Valuutta|Muutettu|Maksettu',
  ),
  vietnamese: names(
    'Mã đơn|Dòng|Mã KH|Thư điện tử|Ngày đặt|Mã hàng|Tên hàng|SL|Đơn giá|Thành tiền|Tổng đơn|Thuế|Trước thuế|Giảm|Phí giao|Trạng thái|Loại|Hoàn tiền|Trả hàng|Tiền tệ|Sửa lúc|Trả lúc',
  ),
  arabic: names(
    'رقم الطلب|السطر|رقم العميل|البريد|تاريخ الطلب|رمز الصنف|الصنف|الكمية|سعر الوحدة|القيمة|المجموع|الضريبة|الصافي|الخصم|الشحن|الحالة|النوع|المسترد|مرتجع|العملة|تعديل|دفع',
  ),
  camel: names(
    'ticketRef|lineIdx|memberRef|memberMail|boughtOn|articleRef|articleLabel|pieces|pricePerPiece|lineWorth|basketWorth|levy|worthExLevy|rebate|carriage|phase|sort|handedBack|cameBack|coin|touchedOn|settledOn',
  ),
  dax: names(
    'Sales[Order Number]|Sales[Line Number]|Sales[CustomerKey]|Sales[Contact]|Sales[Order Date]|Sales[ProductKey]|Product[Product Name]|Sales[Quantity]|Sales[Net Price]|[Sum of Line]|[Sum of Sales]|[Tax]|[Net]|Sales[Rebate]|Sales[Freight]|Sales[State]|Sales[Kind]|[Given Back]|Sales[Came Back]|Sales[Currency Code]|Sales[Stamp]|Sales[Settled]',
  ),
  prefixed: names(
    'so_hdr.doc_no|so_dtl.ln_no|so_hdr.bp_code|so_hdr.bp_mail|so_hdr.doc_dt|so_dtl.itm_cd|so_dtl.itm_nm|so_dtl.qnty|so_dtl.rate|so_dtl.ln_val|so_hdr.doc_val|so_hdr.gst|so_hdr.taxable|so_dtl.rbt|so_hdr.frt|so_hdr.doc_st|so_hdr.doc_tp|so_hdr.ret_val|so_dtl.ret_flg|so_hdr.crncy|so_hdr.upd_dt|so_hdr.rcpt_dt',
  ),
  till: names(
    'Bon|Bonzeile|Clubkarte|Post|Kauftag|EAN|Ware|Stk|EP|Zeilensumme|Bonsumme|USt.|ohne USt.|Nachlass|Porto|Bonstatus|Bonart|Gutgeschrieben|Zurück|Whg.|Stand|Kassiert',
  ),
} as const satisfies Record<string, Record<Field, string>>;

const two = (n: number): string => String(n).padStart(2, '0');
const monthNames =
  'January February March April May June July August September October November December'.split(' ');
const germanMonths =
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const spanishMonths =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const russianMonths =
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');
const ordinal = (d: number): string => (d > 10 && d < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][d % 10] ?? 'th'));
const weekDays = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

const parts = (at: number) => {
  const date = new Date(at);
  const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return { y, m, d, h: date.getUTCHours(), min: date.getUTCMinutes(), week: date.getUTCDay() };
};
type Parts = ReturnType<typeof parts>;
const written =
  (write: (p: Parts) => string) =>
  (at: number): string =>
    write(parts(at));
const clock12 = ({ h, min }: Parts): string => `${h % 12 || 12}:${two(min)} ${h < 12 ? 'AM' : 'PM'}`;

export const dates = {
  iso: written(({ y, m, d }) => `${y}-${two(m)}-${two(d)}`),
  isoClock: written(({ y, m, d, h, min }) => `${y}-${two(m)}-${two(d)} ${two(h)}:${two(min)}:00`),
  isoZone: written(({ y, m, d, h, min }) => `${y}-${two(m)}-${two(d)}T${two(h)}:${two(min)}:00+00:00`),
  shopify: written(({ y, m, d, h, min }) => `${y}-${two(m)}-${two(d)} ${two(h)}:${two(min)}:00 +0000`),
  dots: written(({ y, m, d }) => `${two(d)}.${two(m)}.${y}`),
  dotsClock: written(({ y, m, d, h, min }) => `${two(d)}.${two(m)}.${y} ${two(h)}:${two(min)}`),
  slashesDayFirst: written(({ y, m, d }) => `${two(d)}/${two(m)}/${y}`),
  slashesMonthFirst: written(({ y, m, d, h, min }) => `${m}/${d}/${y} ${h}:${two(min)}`),
  shortYear: written(({ y, m, d }) => `${m}/${d}/${y % 100}`),
  compact: written(({ y, m, d }) => `${y}${two(m)}${two(d)}`),
  yearSlashes: written(({ y, m, d }) => `${y}/${two(m)}/${two(d)}`),
  english: written(({ y, m, d }) => `${monthNames[m - 1]?.slice(0, 3)} ${d}, ${y}`),
  englishClock: written((p) => `${monthNames[p.m - 1]} ${p.d}, ${p.y}, ${clock12(p)}`),
  dayMonth: written(({ y, m, d }) => `${two(d)}-${monthNames[m - 1]?.slice(0, 3)}-${y % 100}`),
  weekDay: written(
    ({ y, m, d, week }) => `${weekDays[week]}, ${two(d)} ${monthNames[m - 1]?.slice(0, 3)} ${y}`,
  ),
  germanMonth: written(({ y, m, d }) => `${d}. ${germanMonths[m - 1]} ${y}`),
  epoch: (at: number): string => String(at / 1000),
  epochMs: (at: number): string => String(at),
  serial: (at: number): string => String(Math.floor(at / 86_400_000) + 25_569),
  serialClock: (at: number): string => (at / 86_400_000 + 25_569).toFixed(6),
  sas: written(({ y, m, d }) => `${two(d)}${monthNames[m - 1]?.slice(0, 3).toUpperCase()}${y}`),
  dashesDayFirst: written(({ y, m, d }) => `${d}-${m}-${y}`),
  yearDots: written(({ y, m, d }) => `${y}.${two(m)}.${two(d)}.`),
  java: written(
    ({ y, m, d, h, min, week }) =>
      `${weekDays[week]} ${monthNames[m - 1]?.slice(0, 3)} ${two(d)} ${two(h)}:${two(min)}:00 UTC ${y}`,
  ),
  bigQuery: written(({ y, m, d, h, min }) => `${y}-${two(m)}-${two(d)} ${two(h)}:${two(min)}:00.000000 UTC`),
  compactClock: written(({ y, m, d, h, min }) => `${y}${two(m)}${two(d)}T${two(h)}${two(min)}00Z`),
  spanishMonth: written(({ y, m, d }) => `${d} de ${spanishMonths[m - 1]} de ${y}`),
  russianMonth: written(({ y, m, d }) => `${d} ${russianMonths[m - 1]} ${y} г.`),
  dotsShortYear: written(({ y, m, d }) => `${two(d)}.${two(m)}.${two(y % 100)}`),
  slashClock12: written((p) => `${p.d}/${p.m}/${p.y} ${clock12(p)}`),
  ordinal: written(({ y, m, d }) => `${monthNames[m - 1]} ${d}${ordinal(d)}, ${y}`),
} as const;

const grouped = (cents: number, mark: string, point: string): string => {
  const [whole = '', rest = ''] = (Math.abs(cents) / 100).toFixed(2).split('.');
  return `${cents < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, mark)}${point}${rest}`;
};

/** Thousands, then every two digits. */
const lakhs = (cents: number): string => {
  const [whole = '', rest = ''] = (Math.abs(cents) / 100).toFixed(2).split('.');
  const marked = whole.replace(/\B(?=(\d{2})*\d{3}$)/g, ',');
  return `${cents < 0 ? '-' : ''}${marked}.${rest}`;
};

export const numbers = {
  plain: (cents: number): string => String(cents / 100),
  fixed: (cents: number): string => (cents / 100).toFixed(2),
  comma: (cents: number): string => grouped(cents, '', ','),
  thousands: (cents: number): string => grouped(cents, ',', '.'),
  dotThousands: (cents: number): string => grouped(cents, '.', ','),
  spaceThousands: (cents: number): string => grouped(cents, '\u00a0', ','),
  swiss: (cents: number): string => grouped(cents, "'", '.'),
  dollar: (cents: number): string => `${cents < 0 ? '-' : ''}$${grouped(Math.abs(cents), ',', '.')}`,
  euro: (cents: number): string => `${grouped(cents, '.', ',')} €`,
  zloty: (cents: number): string => `${grouped(cents, ' ', ',')} zł`,
  code: (cents: number): string => `EUR ${grouped(cents, ',', '.')}`,
  brackets: (cents: number): string =>
    cents < 0 ? `(${(-cents / 100).toFixed(2)})` : (cents / 100).toFixed(2),
  codeBehind: (cents: number): string => `${grouped(cents, ',', '.')} USD`,
  rupees: (cents: number): string => `₹${lakhs(cents)}`,
  reais: (cents: number): string => `R$ ${grouped(cents, '.', ',')}`,
  kronor: (cents: number): string => `kr ${grouped(cents, '\u202f', ',')}`,
  fourPlaces: (cents: number): string => (cents / 100).toFixed(4),
  trueMinus: (cents: number): string => `${cents < 0 ? '\u2212' : ''}${(Math.abs(cents) / 100).toFixed(2)}`,
  credit: (cents: number): string => `${(Math.abs(cents) / 100).toFixed(2)}${cents < 0 ? ' CR' : ''}`,
  forint: (cents: number): string => `${grouped(cents, ' ', ',')} Ft`,
  apostrophe: (cents: number): string => `'${(cents / 100).toFixed(2)}`,
  trailing: (cents: number): string => `${(Math.abs(cents) / 100).toFixed(2)}${cents < 0 ? '-' : ''}`,
} as const;

export const ids = {
  plain: (n: number): string => String(1000 + n),
  tenDigits: (n: number): string => String(1_650_000_000 + n * 7919),
  thirteenDigits: (n: number): string => String(4_650_000_000_123 + n * 104_729),
  padded: (n: number): string => String(n * 17).padStart(8, '0'),
  prefixed: (n: number): string => `K-${10_000 + n}`,
  uuid: (n: number): string =>
    `${(n * 2_654_435_761).toString(16).padStart(12, '0').slice(-8)}-4f1a-4c3b-9d2e-${(n * 97 + 1_000_003).toString(16).padStart(12, '0')}`,
  hash: (n: number): string =>
    `${(n * 40_503 + 77).toString(16).padStart(8, '0')}${(n * 9176 + 3).toString(16).padStart(24, 'a')}`,
  email: (n: number): string => `person.${n}@example.${n % 3 === 0 ? 'org' : 'com'}`,
  phone: (n: number): string => `+4930${1_000_000 + n * 37}`,
  scientific: (n: number): string => `1.${String(3293 + (n % 40)).padStart(5, '0')}E+19`,
  pointZero: (n: number): string => `${12_000 + n}.0`,
  quoted: (n: number): string => `'${String(n * 13).padStart(6, '0')}`,
  slashed: (n: number): string => `${2020 + (n % 3)}/${String(n).padStart(5, '0')}`,
  card: (n: number): string => String(2_710_000_000_000_000 + n * 7919),
  named: (n: number): string => `Firma ${String.fromCharCode(65 + (n % 26))}${n} Müller`,
} as const;

export type HeaderStyle = keyof typeof headers;
export type DateStyle = keyof typeof dates;
export type NumberStyle = keyof typeof numbers;
export type IdStyle = keyof typeof ids;
