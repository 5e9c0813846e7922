/** A rule on [-1, 1]: ∫ f ≈ Σ weights · f(nodes). */
interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const rule = gaussLegendre(16);

/** ∫ f over [from, to], which is cut into equal panels of 16 nodes each; f should be smooth on the scale of a panel. */
export function integrate(f: (x: number) => number, from: number, to: number, panels: number): number {
  const half = (to - from) / (2 * panels);
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const middle = from + (2 * panel + 1) * half;
    for (let i = 0; i < rule.nodes.length; i++) sum += rule.weights[i] * f(middle + half * rule.nodes[i]);
  }
  return sum * half;
}

/**
 * ∫ f over [0, to] for an f that changes on the scale of `scale` near 0 and on that of its argument further out: the
 * panels are even in ln(1 + x / scale).
 */
export function integrateOnLogScale(f: (x: number) => number, to: number, scale: number): number {
  const end = Math.log1p(to / scale);
  const panels = Math.max(1, Math.ceil(end / 2.5));
  return integrate((y) => f(scale * Math.expm1(y)) * scale * Math.exp(y), 0, end, panels);
}

/** Nodes are roots of the Legendre polynomial, found by Newton's method (Abramowitz and Stegun 25.4.29). */
export function gaussLegendre(size: number): Rule {
  const nodes = new Float64Array(size);
  const weights = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (size + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      const { value, before } = legendre(size, x);
      slope = (size * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

/** The polynomials of degree `size` and `size` − 1 at x. */
function legendre(size: number, x: number): { value: number; before: number } {
  let [before, value] = [1, x];
  for (let n = 2; n <= size; n++) {
    [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n];
  }
  return { value, before };
}
