/** Sizes of the network. */
export interface NetworkShape {
  /** Members k of the ensemble. */
  readonly members: number;
  /** Hidden width H, a multiple of 4. */
  readonly width: number;
  /** Hidden layers L, the first one included. */
  readonly layers: number;
  /** Features F that it sees. */
  readonly features: number;
  /** Rows D of the table of encoded values. */
  readonly tableRows: number;
}

/** What each member says of a row: churn logit, purchase logit, mean and raw spread of the log of value. */
export const outputsPerMember = 4;

/** A named array of weights. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
  /** Weight decay applies to matrices, not to biases and scales. */
  readonly decays: boolean;
}

/** Where each parameter stands in the list. */
export const parameterAt = {
  table: 0,
  mix: 1,
  scale: 2,
  bias: 3,
  /** Weights and biases of the further hidden layers follow each other from here. */
  hidden: 4,
  heads: (layers: number) => 4 + 2 * (layers - 1),
  headBias: (layers: number) => 5 + 2 * (layers - 1),
} as const;

/** Name, shape and kind of each parameter, in the order in which they are kept and saved. */
export function parameterLayout(shape: NetworkShape): Omit<Parameter, 'values'>[] {
  const { members: k, width: H, layers, features: F, tableRows: D } = shape;
  const hidden = Array.from({ length: layers - 1 }, (_, l) => [
    { name: `hidden${l + 1}`, shape: [H, H], decays: true },
    { name: `hiddenBias${l + 1}`, shape: [k, 1, H], decays: false },
  ]).flat();
  return [
    { name: 'table', shape: [D, H], decays: true },
    { name: 'mix', shape: [F, k], decays: false },
    { name: 'scale', shape: [k, 1, H], decays: false },
    { name: 'bias', shape: [k, 1, H], decays: false },
    ...hidden,
    { name: 'heads', shape: [k, outputsPerMember, H], decays: true },
    { name: 'headBias', shape: [k, 1, outputsPerMember], decays: false },
  ];
}

export const sizeOf = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);
