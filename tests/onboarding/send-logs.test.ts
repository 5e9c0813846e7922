import { expect, it } from 'vitest';
import { sendLogOf } from '../../onboarding/columns/sends.ts';
import { sentOnly, sentQuestions } from '../../onboarding/sources/sent-only.ts';

const column = (name: string, ...values: string[]) =>
  ({
    ...{ name, type: 'varchar', rows: 90, filled: 90, distinct: values.length, sample: values },
    common: values.map((value) => ({ value, rows: 9 })),
  }) as const;
const touches = (...columns: ReturnType<typeof column>[]) =>
  ({ source: 'touches', input: { name: 'sends', columns }, matches: [], inputs: [] }) as never;
const words = (name: string, ...values: string[]) => {
  const log = sendLogOf([column(name, ...values)]);
  return log && { sent: log.sent, refused: log.refused, unknown: log.unknown };
};

it('the words of tools say what was sent and who wants no more', () => {
  expect(words('event', 'processed', 'delivered', 'open', 'group_unsubscribe', 'spamreport')).toEqual({
    ...{ sent: ['delivered'], refused: ['group_unsubscribe', 'spamreport'], unknown: 0 },
  });
  expect(
    words(
      'Event Type',
      'users.messages.email.Send',
      'users.messages.email.Delivery',
      'users.messages.email.MarkAsSpam',
    ),
  ).toEqual({
    sent: ['users.messages.email.Send'],
    refused: ['users.messages.email.MarkAsSpam'],
    unknown: 0,
  });
  expect(words('Metric', 'Received SMS', 'Clicked SMS', 'Placed Order')).toEqual({
    ...{ sent: ['Received SMS'], refused: [], unknown: 1 },
  });
});

it('a column that tells sends and nothing else, the state of a message or what was offered is no log', () => {
  expect(words('type', 'SENT')).toBeNull();
  expect(words('status', 'sent', 'opened', 'bounced')).toBeNull();
  expect(words('action', 'Send voucher', 'Open day', 'Call')).toBeNull();
  expect(words('type', 'email', 'sms')).toBeNull();
  expect(words('type', 'letter', 'block')).toBeNull();
});

it('without a send the contacts are in question, and kinds that are not understood are asked about', () => {
  const opens = touches(column('event', 'open', 'click'));
  expect(sentOnly(opens)).toEqual(opens);
  expect(sentQuestions([opens])).toEqual([
    expect.objectContaining({ key: 'sources.touches', decides: true }),
  ]);
  expect(sentQuestions([touches(column('event', 'sent', 'open', 'Ad hoc'))])).toEqual([
    expect.objectContaining({ key: 'sources.touches.query', text: expect.not.stringContaining('Ad hoc') }),
  ]);
  expect(sentQuestions([touches(column('event', 'sent', 'open'))])).toEqual([]);
});
