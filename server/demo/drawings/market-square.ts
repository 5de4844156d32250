import { at, box, disc, line, many, oval, passer, scene, shape } from './scene.ts';

const houses = [
  { x: -20, width: 150, top: 190, wall: 'wall-1', floors: 3 },
  { x: 130, width: 120, top: 150, wall: 'wall-3', floors: 4 },
  { x: 250, width: 170, top: 214, wall: 'wall-2', floors: 3 },
  { x: 420, width: 110, top: 168, wall: 'wall-1', floors: 4 },
  { x: 530, width: 190, top: 222, wall: 'wall-3', floors: 3 },
  { x: 720, width: 130, top: 176, wall: 'wall-2', floors: 4 },
  { x: 850, width: 160, top: 206, wall: 'wall-1', floors: 3 },
  { x: 1010, width: 210, top: 160, wall: 'wall-3', floors: 4 },
];

export const marketSquare = scene(
  'La place du Marché, ses platanes à l’automne, les étals du samedi et leurs passants',
  box(0, 0, 1200, 680, 'sky'),
  disc(958, 96, 42, 'sun'),
  at(640, 250, spire()),
  houses.map(house).join(''),
  box(0, 424, 1200, 256, 'ground'),
  paving(),
  at(600, 470, fountain()),
  at(90, 452, plane('leaf-1', 'leaf-2')),
  at(300, 446, plane('leaf-2', 'leaf-3'), 0.9),
  at(872, 446, plane('leaf-3', 'leaf-1'), 0.92),
  at(1090, 454, plane('leaf-1', 'leaf-3')),
  at(196, 520, stall('red')),
  at(420, 506, stall('blue'), 0.86),
  at(800, 508, stall('leaf-2'), 0.88),
  at(1024, 526, stall('red')),
  at(330, 540, passer('blue', 'gold')),
  at(520, 530, passer('red'), 0.9),
  at(552, 534, passer('ink-2', 'cream'), 0.86),
  at(706, 540, passer('leaf-2', 'red')),
  at(900, 556, passer('ink-2')),
  at(934, 560, passer('gold'), 0.62),
  at(470, 628, bench(), 1.25),
  at(1010, 648, bench(), 1.35),
  at(736, 640, pigeon()),
  at(782, 652, pigeon(), 0.9),
  at(120, 700, oldTrunk()),
  fallenLeaves(),
);

function house({ x, width, top, wall, floors }: (typeof houses)[number]): string {
  const columns = Math.round(width / 50);
  const step = width / columns;
  const floor = (424 - top - 46) / floors;
  return [
    box(x, top, width, 424 - top, wall),
    shape(`M${x - 6} ${top}L${x + 16} ${top - 50}H${x + width - 16}L${x + width + 6} ${top}Z`, 'roof'),
    box(x + width * 0.7, top - 74, 20, 34, 'brick'),
    many(columns * (floors - 1), (i) => pane(x + step * ((i % columns) + 0.5), top + 14 + floor * Math.floor(i / columns), floor, i + x)),
    box(x + 8, 362, width - 16, 62, 'shop'),
    box(x + 8, 352, width - 16, 12, x % 20 ? 'blue' : 'red'),
    box(x + 18, 372, width - 60, 40, 'lit'),
    box(x + width - 34, 370, 18, 54, 'roof'),
  ].join('');
}

function pane(x: number, y: number, floor: number, seed: number): string {
  const height = Math.min(40, floor - 14);
  return box(x - 17, y, 8, height, 'shutter') + box(x + 9, y, 8, height, 'shutter') + box(x - 8, y, 16, height, seed % 3 ? 'pane' : 'lit');
}

function spire(): string {
  return shape('M-26 40V-96L0 -230L26 -96V40Z', 'far') + line('M0 -230V-250M-7 -243H7', 'far', 3) + oval(0, -70, 9, 12, 'sky');
}

function paving(): string {
  return (
    many(5, (i) => line(`M-20 ${462 + i * 46}Q600 ${440 + i * 52} 1220 ${462 + i * 46}`, 'ground-2', 2)) +
    oval(600, 500, 210, 34, 'ground-2')
  );
}

function fountain(): string {
  return [
    oval(0, 26, 96, 20, 'stone-2'),
    shape('M-96 26V44A96 20 0 0 0 96 44V26A96 20 0 0 1 -96 26Z', 'stone'),
    oval(0, 25, 82, 14, 'water'),
    shape('M-12 26L-7 -38H7L12 26Z', 'stone'),
    oval(0, -40, 34, 8, 'stone-2'),
    line('M0 -46V-66M0 -66Q-20 -72 -25 -42M0 -66Q20 -72 25 -42', 'water-2', 3),
  ].join('');
}

/** A pollarded plane tree: patched bark, knuckles, an autumn crown. Feet at the origin. */
function plane(leaf: string, shade: string): string {
  return [
    oval(10, 4, 88, 10, 'ground-2'),
    shape(
      'M-19 4C-14 -60 -18 -110 -58 -168L-46 -176C-26 -146 -8 -140 -4 -190H10C10 -140 26 -148 52 -184L62 -174C26 -118 18 -60 22 4Z',
      'trunk',
    ),
    shape('M-10 -30q10 -8 9 12t-10 8zM4 -84q10 -6 8 12t-9 6zM-14 -104q9 -5 7 11t-8 5zM8 -18q7 -4 6 8t-7 4z', 'bark'),
    oval(-62, -202, 74, 58, shade),
    oval(64, -206, 76, 60, shade),
    oval(0, -246, 92, 66, leaf),
    oval(-72, -228, 46, 34, leaf),
    oval(58, -236, 54, 36, leaf),
    oval(-20, -262, 46, 26, 'leaf-lit'),
    oval(62, -246, 28, 15, 'leaf-lit'),
    oval(-82, -238, 22, 12, 'leaf-lit'),
  ].join('');
}

function stall(stripe: string): string {
  return [
    oval(0, 66, 92, 9, 'ground-2'),
    line('M-76 -20V64M76 -20V64', 'wood-2', 6),
    box(-82, 22, 164, 42, 'wood'),
    box(-82, 16, 164, 8, 'wood-2'),
    many(7, (i) => disc(-66 + i * 22, 14, 10, ['red', 'gold', 'leaf-2', 'gold', 'red', 'cream', 'leaf-3'][i]!)),
    many(6, (i) => disc(-55 + i * 22, 8, 9, ['gold', 'leaf-2', 'red', 'red', 'leaf-3', 'gold'][i]!)),
    many(8, (i) =>
      shape(
        `M${-72 + i * 18} -58H${-54 + i * 18}L${-69 + (i + 1) * 23 - 23} -18A11.500 10 0 0 1 ${-92 + i * 23} -18Z`,
        i % 2 ? 'cream' : stripe,
      ),
    ),
  ].join('');
}

function bench(): string {
  return line('M-52 -26H52M-52 -16H52', 'wood-2', 7) + line('M-56 -4H56', 'wood-2', 8) + line('M-42 -4V14M42 -4V14', 'ink', 5);
}

function pigeon(): string {
  return line('M-2 6V13M4 6V13', 'red', 2) + shape('M-24 4Q-8 -12 10 -6Q16 -20 24 -14L30 -10L24 -8Q20 8 0 8Q-12 8 -24 4Z', 'stone-3');
}

function oldTrunk(): string {
  return [
    shape('M-160 0C-130 -180 -140 -420 -150 -720H-58C-60 -460 -40 -180 10 0Z', 'trunk'),
    shape(
      'M-118 -480q44 -30 36 40t-42 40zM-96 -300q40 -30 36 36t-38 34zM-126 -180q36 -20 30 44t-34 30zM-70 -120q30 -20 28 30t-30 24zM-84 -600q26 -16 22 30t-26 18z',
      'bark',
    ),
    shape('M-120 -390q18 -10 16 22t-18 16zM-58 -230q16 -10 14 20t-16 14zM-60 -420q12 -8 10 14t-12 10z', 'bark-2'),
  ].join('');
}

function fallenLeaves(): string {
  const leaf = 'M0 -7L3 -2L8 -3L5 2L7 7L1 5L-4 8L-4 2L-8 0L-3 -2Z';
  return many(26, (i) => at((i * 311 + 130) % 1200, 486 + ((i * 97) % 186), shape(leaf, `leaf-${(i % 3) + 1}`), 0.7 + (i % 4) * 0.18));
}
