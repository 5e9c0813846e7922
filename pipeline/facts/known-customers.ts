import { type Fact, ofSpine } from './fact.ts';
import sql from './known-customers.sql';

export const knownCustomers: Fact = {
  name: 'known_customers',
  sql,
  reads: ['customers'],
  kept: 'inline',
  columns: {
    ...ofSpine,
    joined_at: 'first contact with the business',
    name: 'name shown in lists',
    segment: "the business's own grouping",
    country: 'country of residence',
    language: 'language the customer writes in',
    acquisition_channel: 'channel that brought the customer',
    contact_consent: 'may be contacted for marketing',
    email_consent: 'may be contacted by e-mail',
    sms_consent: 'may be contacted by text message',
    phone_consent: 'may be called',
    push_consent: 'may be sent push messages',
    post_consent: 'may be contacted by post',
    opted_out_at: 'when the customer opted out, known from then on',
    email: 'e-mail address, only for lists',
    phone: 'telephone number, only for lists',
    external_id: 'id in the tool that sends the messages, only for lists',
    time_zone: 'time zone of the customer',
    referred_by: 'customer who referred them',
  },
};
