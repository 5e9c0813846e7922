import type { Phrases } from './phrases.ts';

export const english: Phrases = {
  good: {
    delivery: ['the parcel came a day early', 'delivery was fast', 'no problem with the delivery at all'],
    payment: ['paying was easy', 'the payment went through at once', 'no trouble at checkout'],
    quality: ['the quality is excellent', 'everything works as described', 'nothing broken, well packed'],
    refund: ['the money was back in two days', 'returning it was simple', 'the refund came without fuss'],
    question: [
      'my question was answered clearly',
      'thanks for the explanation',
      'just wanted to ask about a size',
    ],
    account: ['my account works again', 'logging in is simple now', 'changing my address was easy'],
    price: ['good value for money', 'the price is fair', 'not expensive for what you get'],
    app: ['the app is handy', 'the app never crashed on me', 'reordering in the app takes seconds'],
    service: ['the agent was friendly and quick', 'solved on the first call', 'support really listened'],
  },
  bad: {
    delivery: ['the parcel is late again', 'still waiting for my order', 'the courier never showed up'],
    payment: ['my card was declined three times', 'paying does not work', 'I was charged twice'],
    quality: ['it arrived broken', 'the quality is not what you promise', 'it stopped working after a week'],
    refund: ['I still have no refund', 'nobody pays my money back', 'the return form does not work'],
    question: [
      'nobody answers my question',
      'the description is unclear',
      'I could not find out which size fits',
    ],
    account: ['I cannot log in', 'my account is blocked', 'the password link never arrives'],
    price: ['the prices went up too much', 'too expensive now', 'not worth the money any more'],
    app: ['the app keeps crashing', 'the app is slow and full of errors', 'the update made the app worse'],
    service: [
      'I was passed from one agent to another',
      'support is not helpful',
      'three days without an answer',
    ],
  },
  opening: {
    good: ['Very happy:', 'All good,', 'Thank you,', 'Really pleased,', 'Great shop,'],
    bad: ['Disappointed:', 'Not happy,', 'Honestly,', 'This is annoying,', 'Unacceptable,'],
  },
  closing: {
    good: ['I will order again', 'keep it up', 'would recommend', 'no complaints'],
    bad: ['I am not ordering again', 'please fix this', 'I expected more', 'this is the last time'],
  },
  ironic: ['Well done, really great:', 'Wonderful, just what I needed:', 'Bravo,'],
  but: 'but',
  aside: [
    'I have been a customer for a while',
    'I usually order for the whole family',
    'my neighbour told me about you',
  ],
};
