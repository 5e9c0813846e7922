import { describe, expect, it } from 'vitest';
import { consentChannelOf } from '../../contracts/channels.ts';

describe('whose consent the channel of a play needs', () => {
  it.each([
    ['E-Mail', 'email'],
    ['имейл', 'email'],
    ['Text message', 'sms'],
    ['wiadomość', 'sms'],
    ['Телефон', 'phone'],
    ['chiamata', 'phone'],
    ['in-app', 'push'],
    ['Brief', 'post'],
    ['phone call', 'phone'],
    ['Email newsletter', 'email'],
    ['correo electrónico', 'email'],
    ['Telefonanruf', 'phone'],
    ['outbound calls by phone', 'phone'],
    ['mobile push', 'push'],
    ['direct mail (spring)', 'post'],
  ])('%s: %s', (name, channel) => {
    expect(consentChannelOf(name)).toBe(channel);
  });

  it('that is none of those people consent to apart: none', () => {
    expect(consentChannelOf('whatsapp')).toBeNull();
    expect(consentChannelOf('account manager')).toBeNull();
  });

  it('that is several of them: none', () => {
    expect(consentChannelOf('sms or e-mail')).toBeNull();
  });
});
