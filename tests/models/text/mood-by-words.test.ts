import { describe, expect, it } from 'vitest';
import { moodByWords } from '../../../models/text.ts';

describe('mood by words', () => {
  it.each([
    'Great service, thank you!',
    'Wszystko przyszło szybko, polecam',
    'Sunt foarte multumita, recomand',
    'Очень довольна, спасибо',
    'Tutto perfetto, consegna veloce',
    'Not bad at all',
    '👍',
  ])('is good: %s', (text) => expect(moodByWords(text)).toBeGreaterThan(0));

  it.each([
    'The parcel was late and damaged',
    'Nie polecam, fatalna obsługa',
    'Nu recomand, produs stricat',
    'Ужасное качество, не советую, обман',
    'Non funziona, pessimo servizio',
    'never helpful :(',
  ])('is bad: %s', (text) => expect(moodByWords(text)).toBeLessThan(0));

  it('is not known where no word tells one', () => {
    expect(moodByWords('The parcel came on Tuesday')).toBeNull();
    expect(moodByWords('')).toBeNull();
  });
});
