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
  ])('%s: %s', (name, channel) => {
    expect(consentChannelOf(name)).toBe(channel);
  });

  it('that is none of those people consent to apart: none', () => {
    expect(consentChannelOf('whatsapp')).toBeNull();
  });
});
