export const playNames = ['voucher', 'call', 'note'] as const;
export type PlayName = (typeof playNames)[number];

export interface Play {
  readonly channel: string;
  /** Cost of contact and offer, in the reporting currency. */
  readonly cost: number;
}

export const plays: Readonly<Record<PlayName, Play>> = {
  voucher: { channel: 'email', cost: 1.2 },
  call: { channel: 'phone', cost: 4 },
  note: { channel: 'email', cost: 0.3 },
};
