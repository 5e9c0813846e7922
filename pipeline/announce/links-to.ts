import type { Message } from '../../contracts/artefacts/message.ts';
import type { Messenger } from '../../contracts/ports/messenger.ts';

/** Links to the files of lists, and until when they work at the longest. */
export interface Links {
  readonly until: string;
  readonly files: readonly { readonly name: string; readonly url: string }[];
}

/** A link to each file of the lists. They are made as the message goes out, and stand in no outbox: who holds one needs no other right. */
export async function linksTo(
  { data }: Message,
  minutes: number,
  { link, now }: Required<Pick<Messenger, 'link' | 'now'>>,
): Promise<Links> {
  const until = new Date(now().getTime() + 60_000 * minutes).toISOString();
  const named = [{ name: 'manifest.json', key: data.manifest }, ...data.files];
  const files: { name: string; url: string }[] = [];
  for (const { name, key } of named) files.push({ name, url: await link(key, minutes) });
  return { until, files };
}
