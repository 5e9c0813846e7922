/**
 * Words of which the names of columns of consent are made. A name is relied on where every word of it is here: any other may turn it
 * round (`consent_withdrawn`, `Werbewiderspruch`, `baja_publicidad`) or be about something else (`cookie_consent`), and is asked about.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Parts that also make one word: `Werbeeinwilligung`, `newsletteroptin`. */
const parts = words(`
  consent consents consented consentement consentements consentimento consentimiento consenso consensi consens consimtamant acord
  einwilligung einwilligungen zustimmung erlaubnis erlaubt erwunscht gewunscht zugestimmt permission permissions permitted permiso
  permisos permesso permis permissao zgoda zgody toestemming samtycke samtykke souhlas согласие согласен suostumus hozzajarulas
  optin opt opted doubleoptin singleoptin subscribe subscribed subscriber subscription abonne abonnee abonniert abonnent inscrit
  inscrita suscrito suscrita suscriptor suscripcion iscritto iscritta inscrito inscrita abonat aangemeld anmeldung angemeldet
  подписка подписан подписчик реклама рекламу accept accepts accepted accepte acepta acepto aceptado aceita aceito accetta accettato accord agree
  agrees agreed agreement allow allows allowed autorise autoriza autorizo autorizacion autorizacao autorizzazione autorizzato
  souhaite contactable reachable
  newsletter newsletters nieuwsbrief nyhedsbrev nyhetsbrev hirlevel рассылка рассылки mailing mailings marketing marketingowa
  marketingowe marketingowy werbe werbung werbliche werbemail reklama reklamowa reclame reklame publicidad publicidade publicite
  pubblicita promotion promotions promotional promocion promociones promozioni promozionale promo offers offres ofertas offerte
  email emails mail mails sms mms push phone telefon telefono telefonica telephone telemarketing kontakt contact contacto contatto
  post postal letter letters handy mobile whatsapp channel kanal
  commercial commerciale commerciales commerciali comercial comerciales comerciais comunicaciones comunicacoes comunicazioni
  communication communications comms gdpr dsgvo rgpd rodo lgpd
  customer customers kunde kunden client clients cliente clienti klient user users member members`);

/** Words that say nothing of their own. */
const small = words(`
  a al and any all bool boolean by can current customers da das data de del dei della den der des di die direct do dos double du e e_ et
  ads ad ok via
  explicit flag for from fur general gen has have he i if in ind indicator info is la las latest le legal les los may na news o of oder
  on or per personal por pour para pub receive receives recibir receber recevoir ricevere s she single state stato status statut
  status_ tel text the they to und updates us user value via von want wants we what will with y yes yn z zu zum zur да на по
  calls call telefonisch elektronisch electronic digital ja si sim oui tak`);

const known = new RegExp(
  `^(?:${parts.map((part) => part.normalize('NFKD').replace(/\p{M}/gu, '')).join('|')})+$`,
  'u',
);
const connecting = new Set(small);

/** Whether every word of a name, in lower case without accents and with `_` between words, is one of the above. */
export const isOfKnownWords = (name: string): boolean =>
  name
    .split('_')
    .every((word) => word === '' || /^\d+$/.test(word) || connecting.has(word) || known.test(word));
