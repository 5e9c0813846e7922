import { describe, expect, it } from 'vitest';
import {
  betaBelow,
  betaQuantile,
  chiSquareAbove,
  chiSquareQuantile,
  choleskyOf,
  gammaAbove,
  gammaBelow,
  gammaQuantile,
  inverseOf,
  logGamma,
  normalCdf,
  normalDensity,
  normalQuantile,
  normalReach,
  solveSymmetric,
  studentCdf,
  studentQuantile,
} from '../../../models/numerics.ts';

/** Agreement to a number of digits of the value itself, as tables are printed. */
const expectDigits = (found: number, wanted: number, digits = 12) =>
  expect(wanted === 0 ? found : found / wanted - 1, `${found} for ${wanted}`).toBeCloseTo(0, digits);

// Reference values by mpmath 1.4.1 with forty digits.
describe('the normal distribution', () => {
  it.each([
    [-37, 5.725571222524577e-300],
    [-12, 1.776482112077679e-33],
    [-6, 9.86587645037698e-10],
    [-3.5, 0.00023262907903552504],
    [-1, 0.15865525393145705],
    [-0.5, 0.3085375387259869],
    [0, 0.5],
    [0.1, 0.539827837277029],
    [0.67, 0.7485711049046899],
    [0.7, 0.758036347776927],
    [1.96, 0.9750021048517795],
    [5.5, 0.9999999810104375],
    [8, 0.9999999999999993],
  ])('has below %f a share of %f', (z, share) => expectDigits(normalCdf(z), share, 13));

  it.each([
    [1e-300, -37.0470962993612],
    [1e-12, -7.034483825301132],
    [0.001, -3.0902323061678136],
    [0.02425, -1.972961051311885],
    [0.3, -0.5244005127080408],
    [0.5, 0],
    [0.8, 0.8416212335729142],
    [0.9, 1.2815515655446006],
    [0.975, 1.9599639845400543],
    [0.9999, 3.7190164854556804],
  ])('has the quantile of %f at %f', (p, z) => expectDigits(normalQuantile(p), z, 13));

  it('lies for 95% within 1.96 of its spread', () => expectDigits(normalReach(0.95), 1.9599639845400543, 14));

  it('has its density', () => {
    expectDigits(normalDensity(0), 0.3989422804014327, 15);
    expectDigits(normalDensity(2), 0.05399096651318806, 15);
  });
});

describe('Student’s t', () => {
  it.each([
    [0.975, 1, 12.706204736174705],
    [0.975, 5, 2.5705818356363155],
    [0.6, 3, 0.2766706623326899],
    [0.51, 7, 0.02597794156951687],
    [0.995, 30, 2.7499956535672254],
    [0.9995, 2.5, 18.277893528130647],
    [0.025, 1000, -1.9623390808264085],
    [0.999999, 4, 41.577854150450975],
    [0.975, 3000, 1.9607550553224584],
    [0.6, 10_000, 0.2533538434457268],
    [0.9999999, 10_000, 5.202983638267278],
  ])('has the quantile of %f with %f degrees of freedom at %f', (p, degrees, t) => {
    expectDigits(studentQuantile(p, degrees), t, 10);
    expectDigits(studentQuantile(1 - p, degrees), -t, 9);
    expectDigits(studentCdf(t, degrees), p);
  });

  it('is nearly normal with a million degrees of freedom', () =>
    expectDigits(studentQuantile(0.975, 1_000_000), 1.959966356814107, 9));

  it('is even at its middle', () => {
    expect(studentQuantile(0.5, 3)).toBe(0);
    expect(studentCdf(0, 3)).toBe(0.5);
    expectDigits(studentCdf(1.3, 5), 0.8748496829146614);
    expectDigits(studentCdf(-1.3, 5), 1 - 0.8748496829146614);
  });
});

describe('the χ² distribution', () => {
  it.each([
    [3.841458820694126, 1, 0.05],
    [21.665994333461924, 9, 0.01],
    [77.92946516501726, 100, 0.95],
    [16.266236196238133, 3, 0.001],
    [1.349939578623075e-12, 0.5, 0.999],
  ])('is exceeded at %f with %f degrees of freedom with a chance of %f', (at, degrees, chance) => {
    expectDigits(chiSquareAbove(at, degrees), chance);
    expectDigits(chiSquareQuantile(chance, degrees), at, 10);
  });

  it('has the closed form exp(−x/2) Σ (x/2)^k / k! at even degrees, far into the tail', () => {
    for (const [x, degrees] of [
      [3, 4],
      [40, 6],
      [200, 10],
      [700, 2],
    ] as const) {
      let [term, sum] = [1, 0];
      for (let k = 0; k < degrees / 2; k++) {
        if (k > 0) term *= x / 2 / k;
        sum += term;
      }
      expectDigits(chiSquareAbove(x, degrees), Math.exp(-x / 2) * sum, 11);
    }
  });
});

describe('the gamma and beta distributions', () => {
  it.each([
    [0.1, 0.3, 0.00032372462182343265],
    [0.5, 2.5, 2.1757300955477636],
    [0.99, 40, 56.16439626014866],
    [0.001, 1, 0.0010005003335835335],
  ])('gamma has the quantile of %f with shape %f at %f', (p, shape, x) => {
    expectDigits(gammaQuantile(p, shape), x);
    expectDigits(gammaBelow(x, shape), p);
    expectDigits(gammaAbove(x, shape), 1 - p, 11);
  });

  it.each([
    [0.025, 2, 3, 0.06758598648854296],
    [0.5, 0.5, 0.5, 0.5],
    [0.9, 30, 400, 0.085873350503031],
    [0.1, 0.2, 5, 0.0000014159316201294584],
    [0.99, 6, 14, 0.5537888858548871],
  ])('beta has the quantile of %f with %f and %f at %f', (p, a, b, x) => {
    expectDigits(betaQuantile(p, a, b), x);
    expectDigits(betaBelow(x, a, b), p);
  });

  it('agree with scipy 1.17.1', () => {
    expectDigits(betaBelow(0.3, 6, 14), 0.5261374757264855);
    expectDigits(betaBelow(0.1, 0.5, 0.5), 0.20483276469913345);
    expectDigits(betaBelow(0.9, 2.5, 7.25), 0.9999990877288637);
    expectDigits(betaBelow(0.61, 300, 200), 0.6741626935263771, 11);
    expectDigits(betaBelow(0.01, 1, 40), 0.3310282414303195);
    expectDigits(logGamma(0.1), 2.252712651734206);
    expectDigits(logGamma(3.5), 1.2009736023470743);
    expectDigits(logGamma(120.25), 454.2209873833582);
    expect(logGamma(1)).toBeCloseTo(0, 14);
  });
});

describe('symmetric equations', () => {
  const matrix = [
    [4, 2, -2],
    [2, 5, 1],
    [-2, 1, 6],
  ];

  it('are solved, and the matrix inverted', () => {
    const x = solveSymmetric(matrix, [2, 9, 13]);
    matrix.forEach((row, i) => {
      expect(row.reduce((sum, a, j) => sum + a * x[j], 0)).toBeCloseTo([2, 9, 13][i], 12);
    });
    const inverse = inverseOf(matrix)!;
    matrix.forEach((row, i) => {
      for (const j of [0, 1, 2]) {
        expect(row.reduce((sum, a, k) => sum + a * inverse[k][j], 0)).toBeCloseTo(i === j ? 1 : 0, 12);
      }
    });
  });

  it('have no inverse where the matrix is not positive definite', () => {
    expect(
      inverseOf([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull();
    expect(choleskyOf([[-1]]).sound).toBe(false);
  });
});
