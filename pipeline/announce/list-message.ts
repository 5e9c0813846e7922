import { sha256 } from '../../contracts/artefacts/document.ts';
import type { ListManifest } from '../../contracts/artefacts/list-manifest.ts';
import type { Message } from '../../contracts/artefacts/message.ts';
import { keys } from '../../contracts/keys.ts';

/**
 * What webhooks are told of published lists. The id is a hash of the manifest: the same lists are the same message.
 * @param bytes of the manifest as it is published
 */
export function listMessage(manifest: ListManifest, bytes: Uint8Array, business: string): Message {
  const { asOf, run, funnel, changes, files } = manifest;
  return {
    id: `msg_${sha256(bytes).slice(0, 24)}`,
    type: 'list.published',
    data: {
      business,
      asOf,
      run,
      contacted: funnel.contacted ?? 0,
      heldOut: funnel.heldOut ?? 0,
      campaigns: manifest.campaigns.map(({ name, strata }) => ({
        name,
        listed: sum(strata, ({ listed }) => listed),
        heldOut: sum(strata, ({ heldOut }) => heldOut),
      })),
      changes: changes && {
        comparedWith: changes.comparedWith,
        new: sum(changes.campaigns, (one) => one.new),
        gone: sum(changes.campaigns, ({ gone }) => gone),
        moved: sum(changes.campaigns, ({ moved }) => moved),
        stayed: sum(changes.campaigns, ({ stayed }) => stayed),
      },
      manifest: keys.listManifest(asOf),
      files: files.map(({ name, key, sha256, rows, bytes }) => ({ name, key, sha256, rows, bytes })),
    },
  };
}

const sum = <One>(all: readonly One[], of: (one: One) => number): number =>
  all.reduce((total, one) => total + of(one), 0);
