import { describe, expect, it } from 'vitest';
import { emailAddress, phoneNumber } from '../../../../pipeline/targeting/delivery/clean-value.ts';

describe('an e-mail address', () => {
  it.each([
    ['a.b+c@mail.example.org', 'a.b+c@mail.example.org'],
    [' mailto:Ann@Example.org ', 'Ann@Example.org'],
    ['imię@przykład.pl', 'imię@przykład.pl'],
    ['a@b', null],
    ['a@@b.org', null],
    ['a b@c.org', null],
    ['Ann <ann@example.org>', null],
    ['a@b.org, c@d.org', null],
    ['none', null],
    ['@b.org', null],
    ['a@b.', null],
  ])('%s', (text, address) => expect(emailAddress(text)).toBe(address));
});

describe('a telephone number', () => {
  it.each([
    ['+48 601-234-567', '+48601234567'],
    ['0049 (0)30 / 901820', '+4930901820'],
    ['tel:+1.202.555.0143', '+12025550143'],
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['601 234 567', null],
    ['0601234567', null],
    ['+0 123 456 789', null],
    ['+48601234567 ext 4', null],
    ['+1234567890123456', null],
    ['4.8601E+10', null],
    ['', null],
  ])('%s', (text, number) => expect(phoneNumber(text)).toBe(number));
});
