import type { SourceName } from '../../contracts/sources/column.ts';
import { fit, wordsOf } from '../../pipeline/recognise/column-words.ts';
import { withoutCode } from './currency-in-name.ts';

/**
 * What people call a source's columns, in English, German, French, Spanish, Italian, Portuguese, Polish, Romanian and
 * Russian: names as `words_with_underscores`, without accents, the likeliest first.
 */
const customer = `customer_id customer_key customer_number customer_no customer_code customer_index customer_ref customer client_id client user_id user usuario_id usuario utilisateur_id utilisateur utente_id utente benutzer_id benutzer account_id
  member_id member_no member_number guest_id patient_id patron_id passenger_id buyer_id buyer shopper_id subscriber_id contact_id cust_id cust kundennummer kunden_nr kunden_id kunden kunde kd_nr
  client_no policyholder_id policyholder policy_holder_id policy_holder policyholder_number insured_id insured_person_id donor_id donor_key donor student_id
  learner_id player_id lead_id borrower_id cardholder_id supporter_id versicherungsnehmer versicherungsnehmer_id mitglied_id mitgliedsnummer mitglieds_nr mitglied
  spender_id spender assure_id id_assure assure preneur adherent_id id_adherent adherent abonne_id abonne donateur_id donateur asegurado_id id_asegurado asegurado
  tomador socio_id id_socio socio numero_socio donante_id donante alumno_id id_alumno paciente_id id_paciente assicurato contraente tesserato socio_numero
  segurado_id segurado aluno_id id_aluno doador_id doador ubezpieczony id_czlonka czlonek_id darczynca lidnummer lid_nummer verzekerde donateur_nummer
  numero_client id_client id_cliente cliente_id codigo_cliente codice_cliente cliente klient_id id_klienta klient klienta nr_klienta
  numer_klienta client_nr cod_client id_cl клиент_id id_клиента код_клиента клиент покупатель`;
const country = 'country land pays pais paese kraj tara страна country_code nation';
const language = 'language lang locale sprache langue idioma lingua jezyk limba язык';
const channel = 'channel sales_channel source kanal vertriebskanal canal canale kanal_sprzedazy канал';
const currencies =
  'currency currency_code iso_currency waehrung wahrung devise moneda valuta moeda waluta валюта';
const knownAt =
  'known_at ingested_at loaded_at inserted_at received_at arrived_at load_time etl_time load_date';

type Names = Readonly<Record<string, string>>;

export const columnSynonyms: Readonly<Record<SourceName, Names>> = {
  customers: {
    customer_id: `${customer} id`,
    joined_at: `joined_at joined join_date signup_date signup_time signup_at signup_ts sign_up_date signed_up_at signup registered_at registration_date registered
      created_at created date_created member_since customer_since first_order_date first_purchase first_seen first_order
      registrierungsdatum kunde_seit angelegt_am date_inscription date_creation fecha_alta fecha_registro data_registrazione
      eintrittsdatum beitrittsdatum mitglied_seit date_adhesion fecha_ingreso data_adesao data_iscrizione registracijos_data data_registracijos datum_registracije datum_registrace regisztracio registreringsdatum kayit_tarihi ngay_dang_ky tanggal_daftar klant_sinds lid_sinds sinds inschrijfdatum registratiedatum aangemaakt_op data_cadastro data_rejestracji data_inregistrarii дата_регистрации start_date membership_start`,
    known_at: knownAt,
    name: 'name full_name customer_name display_name company company_name kundenname firma nom nombre nome nazwa nume имя название',
    segment:
      'segment customer_segment customer_group kundengruppe group tier groupe grupo gruppo grupa сегмент',
    country,
    language,
    acquisition_channel: `acquisition_channel acquisition_source utm_source referral_source signup_source ${channel}`,
    contact_consent: `contact_consent marketing_consent marketing_opt_in opt_in consent newsletter accepts_marketing email_opt_in
      einwilligung consentement consentimiento consenso zgoda consimtamant согласие`,
    opted_out_at: `opted_out_at opt_out_at opt_out_date opted_out_date unsubscribed_at unsubscribe_date unsubscribed_date unsubscribed_on
      abgemeldet_am`,
    time_zone:
      'time_zone timezone tz zeitzone fuseau_horaire zona_horaria fuso_orario fuso_horario strefa_czasowa fus_orar часовой_пояс',
  },
  orders: {
    order_id: `order_id order_number order_no order_key invoice_id invoice_no invoice_number invoice receipt_id receipt_no receipt_number
      receipt transaction_id transaction_no transaction_number basket_id order bestellnummer bestell_nr bestellung auftragsnummer
      auftrag_nr rechnungsnummer rechnungs_nr rechnung beleg_nr belegnummer bon_nr commande numero_commande facture numero_facture
      pedido id_pedido factura numero_factura ordine id_ordine fattura numero_fattura numer_zamowienia nr_zamowienia zamowienie
      nr_faktury faktura comanda nr_comanda nr_factura заказ номер_заказа чек id`,
    line_id:
      'line_id line_number line_no line_item_id order_line order_line_id order_item_id item_number position positionsnummer pos_nr pozycja linie позиция',
    customer_id: customer,
    ordered_at: `ordered_at order_date order_time order_timestamp order_purchase_timestamp purchase_date purchased_at purchase_time invoice_date
      transaction_date transaction_time booking_date booked_at reservation_date buchungsdatum date_reservation fecha_reserva
      data_prenotazione data_rezerwacji data_rezervarii sale_date sold_at paid_at date_time datetime timestamp created_at created date day time
      bestelldatum bestellt_am auftragsdatum rechnungsdatum belegdatum kaufdatum datum date_commande date_facture date_achat
      fecha_pedido fecha_compra fecha_factura fecha data_ordine data_fattura data_acquisto data_compra data_pedido data_zamowienia
      data_sprzedazy data_faktury data_comanda data_facturii data дата_заказа дата_покупки дата`,
    known_at: knownAt,
    kind: 'kind transaction_type order_type type art vorgangsart typ tipo тип',
    amount: `net_amount amount_net amount net_total net_sales net_revenue revenue line_total line_amount total_amount order_total
      order_value order_amount amount_paid total_price total sales_amount sales turnover subtotal dollar_value dollars payment_value
      nettobetrag netto_betrag nettoumsatz umsatz gesamtbetrag betrag summe gesamtpreis montant_ht montant importe_neto importe
      importo_netto importo totale valor_total valor_venda valor_pedido valor_pago valor importe_total monto_total monto total_venta wartosc_netto wartosc kwota_netto kwota valoare_neta valoare suma_neta suma
      сумма выручка gross_amount gross_total total_spent spent spend value`,
    margin:
      'margin contribution_margin gross_margin gross_profit profit deckungsbeitrag marge margen margine marza marja маржа прибыль',
    currency: currencies,
    quantity: `quantity qty number_of_items item_count items units number_of_cds cds menge anzahl stueck stuck quantite cantidad quantita
      quantidade ilosc cantitate количество aantal adet antal mnozstvi darab`,
    product_id: `product_id product_code product_key product_number sku stock_code item_id item_code article_id article_number product item
      artikelnummer artikel_nr artikel article ref_produit produit producto articulo prodotto produto produkt produs товар артикул`,
    category:
      'category product_category product_group department warengruppe kategorie categorie categoria kategoria категория',
    channel,
    delivered_late: 'delivered_late late_delivery is_late late',
  },
  events: {
    event_id: 'event_id hit_id message_id uuid',
    customer_id: customer,
    happened_at:
      'happened_at event_time event_timestamp event_date occurred_at timestamp datetime created_at date_time time date ts',
    known_at: knownAt,
    kind: 'kind event_kind event_type action_type event action',
    name: `name event_name page page_name screen screen_name feature feature_name url path error_code step step_name
      event_type action_type event action event_kind activity activity_type`,
    journey: 'journey journey_name funnel flow process',
    journey_id: 'journey_id funnel_id session_id flow_id attempt_id',
    outcome: 'outcome result',
    channel: `${channel} platform device`,
  },
  tickets: {
    ticket_id: 'ticket_id ticket_no ticket_number case_id case_number ticket case issue_id request_id id',
    customer_id: `${customer} requester_id requester`,
    opened_at:
      'opened_at opened open_date open_time opened_time ticket_date case_date created_at created created_date date_opened creation_date erstellt_am date_creation fecha_apertura date',
    known_at: knownAt,
    first_response_at: 'first_response_at first_reply_at first_responded_at first_response first_reply',
    resolved_at:
      'resolved_at solved_at closed_at resolution_date resolved closed closed_date closed_time close_date close_time resolved_date geloest_am date_closed',
    reopened_at: 'reopened_at reopened',
    contacts: 'contacts contact_count interactions replies number_of_contacts',
    transfers: 'transfers transfer_count reassignments handovers',
    reason:
      'reason contact_reason topic ticket_reason issue_type category subject_category problem_type thema grund motif motivo',
    channel: `${channel} via`,
    text: 'text body description message comment subject',
    sentiment: 'sentiment sentiment_score',
  },
  surveys: {
    survey_id: 'survey_id response_id invitation_id survey_response_id answer_id id',
    customer_id: `${customer} respondent_id`,
    invited_at: 'invited_at sent_at survey_sent_at invitation_date survey_date sent asked_at date created_at',
    known_at: knownAt,
    answered_at: 'answered_at responded_at response_date completed_at submitted_at answered response_time',
    kind: 'kind survey_kind survey_type metric type',
    score: `score overall_satisfaction overall_rating overall_score rating answer nps_score csat_score ces_score nps csat ces satisfaction satisfaction_level customer_satisfaction zufriedenheit
      satisfaccion soddisfazione satisfacao satysfakcja zadowolenie satisfactie tevredenheid удовлетворенность effort ease value note punkte`,
    scale_max: 'scale_max max_score scale',
    relation: 'relation relationship',
    journey: 'journey touchpoint',
    comment:
      'comment comments feedback verbatim text remark kommentar commentaire comentario commento komentarz comentariu комментарий',
    language,
    sentiment: 'sentiment sentiment_score',
    channel,
  },
  reviews: {
    review_id: 'review_id mention_id post_id id',
    customer_id: customer,
    written_at:
      'written_at written_on reviewed_at review_date published_at published posted_at posted created_at date timestamp',
    known_at: knownAt,
    platform: 'platform review_site site source network portal app_store',
    place: 'place location store branch shop listing product_id product_name product item_id item',
    rating: 'rating stars star_rating score grade note bewertung sterne ocena оценка',
    rating_max: 'rating_max max_rating best_rating scale_max',
    text: 'text review review_text body content comment message title',
    language,
    sentiment: 'sentiment sentiment_score',
  },
  touches: {
    touch_id: 'touch_id message_id send_id delivery_id event_id id',
    customer_id: `customer_id external_user_id external_id external_customer_id subscriber_key ${customer} recipient_id`,
    touched_at: `touched_at sent_at contacted_at send_date sent_date contact_date send_time sent_time sent date timestamp
      event_date event_time time created`,
    known_at: knownAt,
    campaign:
      'campaign campaign_name campaign_title campaign_id kampagne campagne campana campagna kampania campanie кампания send_id',
    arm: 'arm variant test_group treatment_group experiment_group',
    play: 'play offer creative action',
    channel: `${channel} medium`,
    cost: 'cost contact_cost kosten cout costo koszt cost_per_contact',
    currency: currencies,
    delivered: 'delivered is_delivered',
    opened: 'opened is_opened',
    opted_out_at: 'opted_out_at unsubscribed_at opt_out_date unsubscribe_date opted_out',
  },
  subscriptions: {
    subscription_id:
      'subscription_id subscription sub_id contract_id contract_number contract_no abo_id abonnement_id vertragsnummer vertrag_nr policy_id membership_id id',
    customer_id: customer,
    started_at: `started_at start_date starts_at subscription_start contract_start activated_at activation_date valid_from begin_date started start
      effective_date inception_date bind_date commencement_date vertragsbeginn beginn startdatum start_ts started_ts policy_start_date policy_start date_debut date_effet fecha_inicio fecha_efecto inicio_vigencia data_inizio data_inicio data_decorrenza data_rozpoczecia data_inceput дата_начала from_date`,
    known_at: knownAt,
    ended_at: `ended_at end_date ends_at subscription_end contract_end expired_at expiry_date valid_to terminated_at ended end canceled_at cancelled_at
      end_ts ended_ts policy_end_date policy_end expiration_date expires_at expires_on maturity_date vertragsende ablaufdatum ablauf enddatum ende date_fin date_echeance fecha_fin fecha_vencimiento fin_vigencia vencimiento data_scadenza scadenza data_vencimento data_fine data_fim data_zakonczenia data_sfarsit дата_окончания to_date
      churn_date churned_at churned_on canceled_date cancelled_date canceled_on cancelled_on termination_date terminated_on lapse_date lapsed_at left_at left_on exit_date
      fecha_baja date_resiliation data_cancelamento data_disdetta`,
    end_known_at:
      'end_known_at cancel_requested_at cancellation_requested_at cancellation_date notice_date kuendigungsdatum',
    plan: 'plan plan_name plan_id product tariff tarif tarifa tariffa taryfa package subscription_type abo тариф',
    monthly_amount: `monthly_amount monthly_fee monthly_price monthly_charges monthly_charge monthly_revenue mrr fee price_per_month
      monatsbeitrag monatspreis grundpreis prix_mensuel precio_mensual prezzo_mensile oplata_miesieczna
      monthly_premium premium_monthly monthly_dues dues monthly_rate cotisation_mensuelle prime_mensuelle cuota_mensual prima_mensual mensualidad mensalidade
      premio_mensile canone_mensile canone skladka_miesieczna price premium premium_amount written_premium gross_premium net_premium cotisation prime cuota prima
      premio beitrag pramie praemie skladka premie contributie annual_premium premium_annual yearly_premium jahresbeitrag jahrespramie prime_annuelle cotisation_annuelle
      prima_anual cuota_anual premio_annuo premio_anual anuidade annual_fee membership_fee amount`,
    monthly_margin: 'monthly_margin',
    currency: currencies,
    period_months: 'period_months billing_period_months term_months contract_months laufzeit_monate',
  },
  identities: {
    alias_id:
      'alias_id alias old_id old_customer_id merged_id other_id duplicate_id anonymous_id secondary_id source_id from_id',
    customer_id: `${customer} canonical_id main_id new_id master_id primary_id to_id`,
  },
};

/** What people call the table itself. */
export const tableSynonyms: Readonly<Record<SourceName, string>> = {
  customers:
    'customers customer clients client users user accounts members kunden kundenstamm clientes clienti klienci клиенты',
  orders: `orders order order_lines order_items invoices invoice transactions transaction sales purchases receipts bestellungen auftraege
    rechnungen umsaetze verkaeufe commandes factures ventes pedidos facturas ventas ordini fatture vendite zamowienia sprzedaz comenzi facturi vanzari penjualan pesanan siparisler satislar objednavky bestellingen заказы продажи`,
  events: 'events event clicks pageviews page_views hits logs activity activities sessions usage',
  tickets: `tickets ticket cases support support_cases helpdesk complaints requests anfragen reklamationen reclami zgloszenia reklamacje reclamatii
    sesizari reclamations plaintes quejas reclamaciones incidencias reclamacoes chamados klachten beschwerden skargi zazalenia reclamos queixas lamentele segnalazioni plangeri обращения жалобы`,
  surveys:
    'surveys survey nps csat ces feedback responses umfragen umfrage enquetes encuestas pesquisas sondaggi ankiety sondaje опросы',
  reviews:
    'reviews review mentions ratings app_reviews bewertungen avis resenas avaliacoes beoordelingen recensioni opinie recenzii отзывы',
  touches:
    'touches touch campaigns campaign mailings sends email_sends email_send email_sent sent messages recipients received_email contacts_made kampagnen campagnes campanas',
  subscriptions:
    'subscriptions subscription contracts contract memberships policies insurance_policies agreements leases abos abonnements mitgliedschaften contrats polices adhesions contratos polizas membresias contratti polizze apolices assinaturas contracten polissen polisy smlouvy avtale abonnementen sutartys vertraege suscripciones abbonamenti abonamente umowy подписки',
  identities: 'identities identity aliases id_map identity_map customer_map merged_customers',
};

/** Names of an order line's price for one unit, used where no column holds the amount of the line. */
export const unitPriceSynonyms = `unit_price price_per_unit price_each item_price net_price list_price sales_price price stueckpreis stuckpreis
  einzelpreis preis prix_unitaire prix precio_unitario precio prezzo_unitario prezzo preco_unitario preco cena_jednostkowa cena
  pret_unitar pret цена`;

/** How well a name says that a column is the price of one unit. */
export const unitPriceFit = ({ name }: { readonly name: string }): number =>
  Math.max(
    0,
    ...asNames(unitPriceSynonyms).map(
      (synonym, i) => fit(withoutCode(wordsOf(name)), synonym) * (1 - i / 1000),
    ),
  );

/** How well a name says that a column is what was paid. */
export const amountNameFit = ({ name }: { readonly name: string }): number =>
  Math.max(
    0,
    ...asNames(columnSynonyms.orders.amount ?? '').map((synonym) => fit(withoutCode(wordsOf(name)), synonym)),
  );

/** The synonyms as lists of words. */
export const asNames = (text: string): string[][] =>
  text
    .trim()
    .split(/\s+/)
    .map((name) => name.split('_'));
