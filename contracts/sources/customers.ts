import { channelNames, consentChannels } from '../channels.ts';
import type { Column, SourceContract } from './column.ts';

export const customers: SourceContract = {
  name: 'customers',
  means: 'One row per customer: who they are, since when, and whether they may be contacted.',
  key: ['customer_id'],
  happenedAt: 'joined_at',
  ofCustomer: false,
  columns: {
    customer_id: { type: 'id', means: 'the customer', required: true, inLists: true },
    joined_at: { type: 'time', means: 'first contact with the business', required: true },
    known_at: { type: 'time', means: 'when the row arrived', otherwise: 'joined_at' },
    name: { type: 'text', means: 'name shown in lists', inLists: true },
    segment: { type: 'category', means: "the business's own grouping", inLists: true },
    country: { type: 'category', means: 'country of residence', inLists: true },
    language: { type: 'category', means: 'language the customer writes in', inLists: true },
    referred_by: { type: 'id', means: 'the customer who referred this one; empty: nobody, or not known' },
    acquisition_channel: { type: 'category', means: 'channel that brought the customer', inLists: true },
    email: { type: 'text', means: 'e-mail address; used only in lists' },
    phone: { type: 'text', means: 'telephone number, best with its country code (+48…); used only in lists' },
    external_id: {
      type: 'text',
      means: "the customer's id in the tool that sends the messages; used only in lists",
    },
    contact_consent: {
      type: 'flag',
      means:
        'has agreed to marketing contact by the address and number of the row; empty: not known, which counts as no consent',
    },
    ...Object.fromEntries(
      consentChannels.map((channel): [string, Column] => [
        `${channel}_consent`,
        {
          type: 'flag',
          means: `has agreed to be contacted by ${channelNames[channel]}; where mapped, it replaces contact_consent, and empty counts as no consent`,
        },
      ]),
    ),
    opted_out_at: { type: 'time', means: 'when the customer opted out of all marketing; empty: never' },
    time_zone: {
      type: 'category',
      means: 'IANA time zone of the customer, such as Europe/Warsaw; quiet hours follow it',
    },
  },
  rules: [],
};
