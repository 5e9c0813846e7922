import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import { write } from '../../pipeline/reports/format.ts';

/** What a list beside those of the campaigns is, and whom it is for. */
const words: Readonly<Record<string, readonly [list: string, found: string]>> = {
  newcomers: ['New customers to watch', 'new customers'],
  promoters: ['To be invited to refer others', 'promoters'],
  'to-tell': ['To be told that their problem is fixed', 'who complained'],
};

/** A line for each list beside those of the campaigns. */
export const besideLines = ({ beside }: ListManifest): string[] =>
  Object.entries(beside).map(([name, { found, listed, heldOut, suppressed }]) => {
    const [list, whom] = words[name] ?? [name, 'found'];
    const held = heldOut === 0 ? '' : `, ${write.count(heldOut)} held out at random`;
    return `${list}: ${write.count(listed)} listed of ${write.count(found)} ${whom}${held}; ${write.count(suppressed)} must be left alone.`;
  });
