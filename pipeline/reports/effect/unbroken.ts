import { html } from 'hono/html';
import type { Markup } from '../draw/mark.ts';

/** Breaks between words alone, where a browser would part a minus from its currency. */
export const unbroken = (text: string): Markup =>
  html`${text
    .split(' ')
    .map(
      (word, i) =>
        html`${i === 0 ? '' : ' '}${word.includes('−') ? html`<span class="word">${word}</span>` : word}`,
    )}`;
