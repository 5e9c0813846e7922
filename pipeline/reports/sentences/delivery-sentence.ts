import type { Delivered } from '../../../contracts/artefacts/list-manifest.ts';
import { write } from '../format.ts';

const why: Readonly<Record<string, string>> = {
  no_identifier: 'left out, since they have no identifier for the tool',
  identifier_twice: 'left out, since an earlier customer has the same identifier',
  no_email: 'without an e-mail address, since the one given is not valid',
  no_phone: 'without a telephone number, since the one given has no country code (+48…) or is not valid',
};

/** What a tool was handed, and what it was not. */
export function deliverySentence({ name, to, rows, listed, counts }: Delivered): string {
  const kept = Object.entries(counts).map(([code, n]) => `${write.count(n)} ${why[code] ?? code}`);
  const all = `For ${to} (${name}): ${write.count(rows)} of ${write.count(listed)} listed`;
  return kept.length === 0 ? `${all}.` : `${all}; ${kept.join('; ')}.`;
}
