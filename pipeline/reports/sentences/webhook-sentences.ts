import { write } from '../format.ts';

interface Delivery {
  readonly webhook: string;
  readonly taken: number;
  readonly waiting: { readonly messages: number; readonly why: string } | null;
}

/** What became of the messages to each webhook that had any. */
export const deliveriesOfMessages = (deliveries: readonly Delivery[]): string[] =>
  deliveries.flatMap(({ webhook, taken, waiting }) => [
    ...(taken === 0 ? [] : [`Webhook ${webhook}: notified of ${lists(taken)}.`]),
    ...(waiting === null
      ? []
      : [
          `Webhook ${webhook}: not notified of ${lists(waiting.messages)}: ${waiting.why}. The next run tries again.`,
        ]),
  ]);

const lists = (count: number): string =>
  count === 1 ? 'the lists' : `${write.count(count)} published lists`;
