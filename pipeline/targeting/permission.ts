import {
  type ConsentChannel,
  channelNames,
  consentChannelOf,
  consentChannels,
} from '../../contracts/channels.ts';

/** What is known of a customer's consent. Null: not known, which is no consent unless the config assumes it. */
export interface Consents extends Readonly<Record<`${ConsentChannel}_consent`, boolean | null>> {
  /** To contact by any channel. */
  readonly consent: boolean | null;
  /** The address or number is also that of somebody who refused or opted out. */
  readonly email_refused: boolean;
  readonly phone_refused: boolean;
  /** An address or a number is known, or nobody's is, as where another tool keeps them; what only stands for one (`n/a`, `noreply@…`, `000000000`) is none. */
  readonly has_email: boolean;
  readonly has_phone: boolean;
}

export interface ConsentLimits {
  /** Consent of customers of whom it is not known. */
  readonly consent?: { readonly assumed: string } | undefined;
  /** Channels whose consent the business records apart from that to any. */
  readonly recorded: readonly ConsentChannel[];
  /** Addresses that the business maps: whoever has none cannot be reached by it. */
  readonly addressed: readonly Address[];
  /** Channels of the plays that contact, as the config names them. */
  readonly channels: readonly string[];
}

export type Address = 'email' | 'phone';

/** On what ground a customer may be contacted, or by which rule not. */
export type Permission =
  | { readonly ground: string }
  | { readonly rule: 'no_consent' | 'shared_address' | 'no_address'; readonly explanation: string };

/**
 * Whether a customer may be contacted by a channel. A no to any contact or to this channel wins; so does a refusal or opt-out
 * of somebody with the same address or number, who is the same person or reads the same messages. Then what is recorded of
 * the channel counts, else the consent to any. By a channel that is none of those people consent to apart, only whoever has
 * refused none of them. And it takes an address, where addresses of that kind are mapped.
 */
export function permissionBy(name: string, state: Consents, limits: ConsentLimits): Permission {
  const agreed = agreedBy(name, state, limits);
  const address = addressOf(name);
  const lacks = address !== null && limits.addressed.includes(address) && !state[`has_${address}`];
  return 'ground' in agreed && lacks ? without(address) : agreed;
}

/** What a channel needs. */
function addressOf(name: string): Address | null {
  const channel = consentChannelOf(name);
  return channel === 'email' || channel === 'phone' ? channel : channel === 'sms' ? 'phone' : null;
}

const without = (address: Address): Permission => ({
  rule: 'no_address',
  explanation: `No ${address === 'email' ? 'e-mail address' : 'telephone number'} is known that reaches them`,
});

function agreedBy(name: string, state: Consents, limits: ConsentLimits): Permission {
  const channel = askedOf(consentChannelOf(name), limits);
  const refusedBy = (channel === null ? consentChannels : [channel]).find(
    (one) => state[`${one}_consent`] === false,
  );
  if (state.consent === false) return refusedAll;
  if (refusedBy !== undefined) return refused(refusedBy);
  if (state.email_refused || state.phone_refused) return shared(state);
  if (channel !== null && limits.recorded.includes(channel))
    return granted(state[`${channel}_consent`], limits, ` by ${channelNames[channel]}`);
  return granted(state.consent, limits, '');
}

/** Text messages go to the number that calls go to: where consent to them is not recorded, that to calls counts. */
const askedOf = (channel: ConsentChannel | null, { recorded }: ConsentLimits): ConsentChannel | null =>
  channel === 'sms' && !recorded.includes('sms') && recorded.includes('phone') ? 'phone' : channel;

const refusedAll: Permission = {
  rule: 'no_consent',
  explanation: 'Has not agreed to be contacted for marketing',
};

const refused = (channel: ConsentChannel): Permission => ({
  rule: 'no_consent',
  explanation: `Has not agreed to be contacted by ${channelNames[channel]}${
    ['email', 'sms', 'phone'].includes(channel) ? ', or another customer with the same address has not' : ''
  }`,
});

const shared = ({ email_refused }: Consents): Permission => ({
  rule: 'shared_address',
  explanation: `The ${email_refused ? 'e-mail address' : 'telephone number'} is also that of a customer who has not agreed to contact or has opted out`,
});

function granted(said: boolean | null, { consent: unknown }: ConsentLimits, by: string): Permission {
  if (said === true) return { ground: 'recorded' };
  if (unknown !== undefined) return { ground: `assumed: ${unknown.assumed}` };
  return { rule: 'no_consent', explanation: `Whether they agreed to be contacted${by} is not known` };
}

/** The best ground on which one of the plays' channels may be used, else why none may. */
export function anyPermission(state: Consents, limits: ConsentLimits): Permission {
  const names = limits.channels.length === 0 ? [''] : limits.channels;
  const all = names.map((name) => permissionBy(name, state, limits));
  const grounds = all.filter((one) => 'ground' in one);
  return grounds.find(({ ground }) => ground === 'recorded') ?? grounds[0] ?? all[0]!;
}

/** What a list may say of the ways to a customer: an address or a number only where contact by it is permitted. */
export function reachOf(
  { email, phone, ...state }: Consents & { readonly email: string | null; readonly phone: string | null },
  limits: ConsentLimits,
) {
  const may = (name: string) => 'ground' in permissionBy(name, state, limits);
  const texts = limits.channels.filter((name) => consentChannelOf(name) === 'sms');
  return {
    email: may('email') ? email : null,
    phone: ['phone', ...texts].some(may) ? phone : null,
    contact_by: limits.channels.filter(may).join(', '),
  };
}
