const rootTwoPi = Math.sqrt(2 * Math.PI);

/** Standard normal density φ(z). */
export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / rootTwoPi;

/** Up to here half the distance from 1/2 is taken, beyond it the tail itself. */
const middle = 0.67448975;
const far = Math.sqrt(32);

/** Rational approximations of Cody (1969), highest power last; each denominator has a leading or last 1 of its own. */
const nearTop = [
  18154.98125334356, 1067.6894854603709, 161.02823106855587, 2.2352520354606837, 0.06568233791820745,
];
const nearBottom = [45507.789335026726, 10260.932208618979, 976.0985517377767, 47.20258190468824, 1];
const tailTop = [
  9842.714838383978, 11602.65143764735, 6848.190450536283, 2494.5375852903726, 597.2702763948002,
  93.50665613217785, 8.883149794388375, 0.39894151208813466, 1.0765576773720192e-8,
];
const tailBottom = [
  19685.42967685999, 38912.00328609327, 34900.95272114598, 18615.571640885097, 6485.558298266761,
  1519.3775994075547, 235.387901782625, 22.266688044328117, 1,
];
const farTop = [
  0.000029112874951168793, 0.0014216191932278934, 0.022235277870649807, 0.12740116116024736,
  0.215898534057957, 0.023073441764940174,
];
const farBottom = [
  0.00007297515550839662, 0.0037823963320275824, 0.06598813786892856, 0.4682382124808651, 1.284260096144911,
  1,
];

/** Standard normal distribution function, to 1e-15 of itself in the lower tail too (Cody 1969). */
export function normalCdf(z: number): number {
  const distance = Math.abs(z);
  if (distance <= middle) return 0.5 + z * ratioAt(z * z, nearTop, nearBottom);
  const tail = upperTail(distance);
  return z > 0 ? 1 - tail : tail;
}

/** Chance beyond z > 0. The square of z is taken in two parts, or its rounding would show in the exponential. */
function upperTail(z: number): number {
  const coarse = Math.trunc(z * 16) / 16;
  const density = Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * (z - coarse) * (z + coarse));
  if (z < far) return density * ratioAt(z, tailTop, tailBottom);
  const inverse = 1 / (z * z);
  return (density / z) * (1 / rootTwoPi - inverse * ratioAt(inverse, farTop, farBottom));
}

const centreTop = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const centreBottom = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
];
const sideTop = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const sideBottom = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const endTop = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const endBottom = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
];

/** Inverse of the standard normal distribution function for p in (0, 1), to 1e-15 (Wichura 1988, AS 241). */
export function normalQuantile(p: number): number {
  const away = p - 0.5;
  if (Math.abs(away) <= 0.425) return away * ratioAt(0.180625 - away * away, centreTop, centreBottom);
  const depth = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const z = depth <= 5 ? ratioAt(depth - 1.6, sideTop, sideBottom) : ratioAt(depth - 5, endTop, endBottom);
  return p < 0.5 ? -z : z;
}

/** Standard normal deviates that a share of `level` lies between: 1.96 on either side for 0.95. */
export const normalReach = (level: number): number => normalQuantile((1 + level) / 2);

function ratioAt(x: number, top: readonly number[], bottom: readonly number[]): number {
  let [above, below] = [0, 0];
  for (let i = top.length - 1; i >= 0; i--) above = above * x + top[i];
  for (let i = bottom.length - 1; i >= 0; i--) below = below * x + bottom[i];
  return above / below;
}
