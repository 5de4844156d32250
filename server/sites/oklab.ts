// color-mix(in oklab, …) of #rrggbb colours, as browsers do it (CSS Color 4, §9.3; https://bottosson.github.io/posts/oklab/).

/** `share` of one in the other. */
export function mixed(one: string, other: string, share: number): string {
  const [a, b] = [toOklab(one), toOklab(other)];
  return fromOklab(a.map((value, i) => value * share + b[i]! * (1 - share)));
}

/** 0 to 1, of light rather than of numbers on a screen. */
export const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const gamma = (light: number) => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);

export const channelsOf = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);

export const toHex = (channels: number[]) =>
  `#${channels
    .map((value) =>
      Math.round(Math.min(1, Math.max(0, value)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const toOklab = (colour: string) => times(LMS_TO_LAB, times(RGB_TO_LMS, channelsOf(colour).map(linear)).map(Math.cbrt));
const fromOklab = (lab: number[]) =>
  toHex(
    times(
      LMS_TO_RGB,
      times(LAB_TO_LMS, lab).map((value) => value ** 3),
    ).map(gamma),
  );

const times = (matrix: number[][], vector: number[]) => matrix.map((row) => row.reduce((sum, value, i) => sum + value * vector[i]!, 0));

const RGB_TO_LMS = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const LMS_TO_LAB = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
const LAB_TO_LMS = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
];
const LMS_TO_RGB = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];
