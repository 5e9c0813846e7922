/** Ways of contact that people consent to apart from each other. */
export const consentChannels = ['email', 'sms', 'phone', 'push', 'post'] as const;

export type ConsentChannel = (typeof consentChannels)[number];

/** What a channel is called for people. */
export const channelNames: Readonly<Record<ConsentChannel, string>> = {
  email: 'e-mail',
  sms: 'text message',
  phone: 'phone',
  push: 'push message',
  post: 'post',
};

/** Words for each channel in the languages that files and configs come in, as `plain` writes them. */
const words: Readonly<Record<ConsentChannel, string>> = {
  email: 'email newsletter correo courriel poczta_elektroniczna почта письмо имейл posta_elettronica',
  sms: 'sms text text_message mms textnachricht wiadomosc смс messaggio',
  phone:
    'phone call telephone tel telefon anruf telefono llamada appel chiamata telefonata apel rozmowa звонок телефон',
  push: 'push app in_app inapp push_notification notification powiadomienie уведомление notifica notificare',
  post: 'post letter direct_mail postal brief lettera posta poczta scrisoare catalogue catalog postcard',
};

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/e[-_ ]mail/, 'email')
    .replace(/[^\p{L}\p{N}]+/gu, '_');

const channels: ReadonlyMap<string, ConsentChannel> = new Map(
  consentChannels.flatMap((channel) =>
    words[channel].split(' ').map((word) => [plain(word), channel] as const),
  ),
);

/** Channels that words of a name are: each word, each two beside each other, and what a longer one begins with. */
const namedIn = (name: string): Set<ConsentChannel> => {
  const parts = plain(name).split('_').filter(Boolean);
  const pairs = parts.slice(1).map((part, i) => `${parts[i]}_${part}`);
  return new Set([...parts, ...pairs].flatMap((part) => channels.get(part) ?? startOf(part) ?? []));
};

/** Words of five letters and more with which one longer word begins. */
const startOf = (part: string): ConsentChannel | undefined =>
  [...channels].find(([word]) => word.length >= 5 && part.startsWith(word))?.[1];

/**
 * Whose consent a channel needs, by its name in a play: the name itself, or the one channel that its words name (`phone call`,
 * `correo electrónico`). Null: one that consent is not asked for apart, or several.
 */
export function consentChannelOf(name: string): ConsentChannel | null {
  const whole = channels.get(plain(name));
  if (whole !== undefined) return whole;
  const named = [...namedIn(name)];
  return named.length === 1 ? named[0]! : null;
}
