/** Random streams, special functions and maximisation, the same bits on every machine. The face of models/numerics. */
export { sigmoid } from './numerics/logit.ts';
export { hash32, hashText, type RandomStream, randomStream, shuffle } from './numerics/random.ts';
