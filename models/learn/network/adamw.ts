import type { Parameter } from './shape.ts';

/** Decoupled weight decay (Loshchilov and Hutter 2019) on typed arrays. */
export interface AdamW {
  /** One step; `gradients` in the order of the parameters, which change in place. */
  step(gradients: readonly Float32Array[], learningRate: number): void;
}

const meanRate = 0.9;
const squareRate = 0.999;
const epsilon = 1e-8;

export function adamW(parameters: readonly Parameter[], decay: number): AdamW {
  const states = parameters.map(({ values, decays }) => ({
    values,
    mean: new Float32Array(values.length),
    square: new Float32Array(values.length),
    decay: decays ? decay : 0,
  }));
  let steps = 0;
  return {
    step(gradients, learningRate) {
      steps++;
      const meanBias = 1 / (1 - meanRate ** steps);
      const squareBias = 1 / (1 - squareRate ** steps);
      states.forEach((state, i) => {
        update(state, gradients[i], learningRate, meanBias, squareBias);
      });
    },
  };
}

interface ParameterState {
  readonly values: Float32Array;
  readonly mean: Float32Array;
  readonly square: Float32Array;
  readonly decay: number;
}

function update(
  { values, mean, square, decay }: ParameterState,
  gradient: Float32Array,
  learningRate: number,
  meanBias: number,
  squareBias: number,
): void {
  for (let i = 0; i < values.length; i++) {
    const g = gradient[i];
    mean[i] = meanRate * mean[i] + (1 - meanRate) * g;
    square[i] = squareRate * square[i] + (1 - squareRate) * g * g;
    const direction = (mean[i] * meanBias) / (Math.sqrt(square[i] * squareBias) + epsilon);
    values[i] -= learningRate * (direction + decay * values[i]);
  }
}
