import { at, box, line, many, scene, shape } from './scene.ts';

export const slate = scene(
  'Une ardoise d’écolier où l’on a tracé une ligne d’eau à la craie, une feuille de marronnier, un bâton de craie',
  box(0, 0, 1200, 680, 'wall-3'),
  shape('M0 500H1200V680H0Z', 'wood'),
  line('M0 500H1200', 'wood-4', 5),
  at(600, 330, `<g transform="rotate(-3)">${board()}</g>`),
  at(1010, 560, leaf(), 1.2),
  at(214, 588, chalk()),
);

function board(): string {
  return [
    box(-322, -222, 660, 452, 'shade-2', 18),
    box(-334, -236, 668, 456, 'wood-4', 18),
    box(-334, -236, 668, 450, 'wood-3', 18),
    box(-292, -196, 584, 370, 'slate', 6),
    many(4, (i) => line(`M-268 ${-112 + i * 84}H268`, 'slate-2', 2)),
    // « rivière », in the round hand of primary schools
    at(
      -218,
      4,
      line(
        'M0 -26Q12 -34 14 -46Q14 -56 20 -48Q28 -38 40 -46Q46 -50 44 -36Q40 0 50 0Q60 0 72 -48Q64 0 78 0Q92 0 98 -22M73 -72v.5M98 -22Q104 -48 112 -48Q120 -46 118 -20Q116 0 128 0Q146 -4 148 -46Q156 -38 168 -44M168 -44Q176 -48 184 -48Q176 0 190 0Q202 0 212 -22M186 -72v.5M212 -22Q250 -30 246 -44Q240 -54 226 -42Q208 -20 222 -4Q240 8 262 -20M226 -80l14 12M262 -20Q276 -34 278 -46Q280 -56 286 -48Q296 -38 308 -46Q314 -50 310 -36Q306 0 318 0Q332 0 342 -22M342 -22Q382 -30 378 -44Q370 -54 356 -42Q338 -20 352 -4Q374 10 404 -24',
        'chalk',
        7,
      ),
      1.06,
    ),
    line('M-218 92q27 -22 54 0t54 0t54 0t54 0t54 0t54 0t54 0t54 0', 'chalk', 5),
    line('M-164 128q27 -18 54 0t54 0t54 0t54 0t54 0t54 0', 'chalk', 3),
  ].join('');
}

function leaf(): string {
  return [
    line('M0 70Q6 30 0 0', 'wood-2', 6),
    many(
      7,
      (i) =>
        `<g transform="rotate(${-96 + i * 32})">${shape('M0 0Q-34 -60 0 -128Q34 -60 0 0Z', i % 2 ? 'leaf-3' : 'leaf-1')}${line('M0 -6V-108', 'wood-2', 2)}</g>`,
    ),
  ].join('');
}

function chalk(): string {
  return `<g transform="rotate(-14)">${box(-62, -2, 128, 24, 'shade-2', 8)}${box(-66, -14, 128, 26, 'plate', 8)}${box(40, -14, 22, 26, 'stone', 8)}</g>`;
}
