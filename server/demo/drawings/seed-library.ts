import { at, box, disc, line, many, oval, scene, shape } from './scene.ts';

export const seedLibrary = scene(
  'Un meuble de bibliothèque à petits tiroirs ; de quelques-uns, ouverts, montent des pousses, un tournesol et un haricot grimpant',
  box(0, 0, 1200, 680, 'wall-2'),
  box(0, 612, 1200, 68, 'wood-3'),
  line('M0 612H1200', 'wood-2', 4),
  box(120, 116, 960, 498, 'wood-2', 8),
  box(138, 134, 924, 466, 'wood'),
  many(35, (i) => at(150 + (i % 7) * 130, 152 + Math.floor(i / 7) * 86, drawer(i))),
  at(540, 410, openDrawer()),
  at(800, 324, openDrawer()),
  at(280, 496, openDrawer()),
  at(600, 412, sunflower(), 1.08),
  at(860, 326, bean()),
  at(340, 498, sprouts()),
  box(96, 100, 1008, 22, 'wood-3', 4),
  at(966, 100, pot(), 1.1),
  at(220, 100, books(), 0.78),
);

function drawer(i: number): string {
  return [
    box(0, 0, 120, 76, 'wood-4', 3),
    box(4, 4, 112, 68, 'wood', 2),
    box(28, 16, 64, 24, 'label', 2),
    line(`M38 ${26}h${18 + ((i * 17) % 28)}M38 33h${12 + ((i * 29) % 20)}`, 'stone-3', 3),
    disc(60, 56, 7, 'gold'),
    disc(58, 54, 2.5, 'cream'),
  ].join('');
}

function openDrawer(): string {
  return [
    box(0, -6, 120, 84, 'ink-2'),
    shape('M0 6H120L132 34H-12Z', 'soil'),
    box(-14, 32, 148, 86, 'wood-3', 4),
    box(-9, 37, 138, 76, 'wood', 3),
    box(24, 52, 72, 26, 'label', 2),
    line('M36 62h44M36 70h28', 'stone-3', 3),
    disc(60, 96, 8, 'gold'),
  ].join('');
}

function sunflower(): string {
  return [
    line('M0 20C-8 -90 14 -150 0 -232', 'leaf-5', 9),
    shape('M-2 -70Q-70 -116 -86 -58Q-40 -34 -2 -70ZM4 -120Q62 -172 92 -116Q44 -84 4 -120Z', 'leaf-5'),
    many(18, (i) => `<g transform="translate(0 -252) rotate(${i * 20})">${shape('M-12 -34Q0 -96 12 -34Z', i % 2 ? 'gold' : 'sun')}</g>`),
    disc(0, -252, 42, 'wood-3'),
    many(24, (i) =>
      disc(Math.round(Math.cos(i * 2.4) * 8 * Math.sqrt(i)), -252 + Math.round(Math.sin(i * 2.4) * 8 * Math.sqrt(i)), 3, 'gold'),
    ),
  ].join('');
}

function bean(): string {
  return [
    line('M20 16V-214', 'wood-3', 6),
    line('M0 20C-30 -20 60 -40 20 -76S-20 -120 24 -146S0 -190 20 -214Q40 -236 58 -214', 'leaf-5', 6),
    shape(
      'M30 -60Q70 -92 92 -50Q58 -30 30 -60ZM4 -110Q-42 -140 -56 -96Q-24 -76 4 -110ZM32 -160Q72 -190 88 -148Q58 -130 32 -160ZM6 -186Q-32 -206 -42 -170Q-16 -156 6 -186Z',
      'leaf-5',
    ),
    line('M-8 -76Q-34 -50 -30 -12M54 -104Q72 -76 66 -42', 'violet', 9),
    disc(-10, -140, 8, 'red'),
    disc(60, -196, 7, 'red'),
  ].join('');
}

function sprouts(): string {
  return many(5, (i) =>
    at(
      -44 + i * 24,
      12,
      line(`M0 0Q${i % 2 ? 6 : -6} -24 0 -${34 + ((i * 13) % 22)}`, 'leaf-5', 5) +
        shape(`M0 -${34 + ((i * 13) % 22)}q-24 -18 -26 4q14 10 26 -4q24 -18 26 4q-14 10 -26 -4`, 'leaf-5'),
    ),
  );
}

function pot(): string {
  return shape('M-44 0L-54 -62H54L44 0Z', 'brick') + oval(0, -62, 54, 9, 'soil');
}

function books(): string {
  const spines = [
    [0, 30, 108, 'red'],
    [32, 22, 92, 'blue'],
    [56, 36, 118, 'leaf-4'],
    [94, 24, 98, 'gold'],
    [120, 30, 110, 'ink-2'],
  ] as const;
  return spines
    .map(([x, width, height, ink]) => box(x, -height, width, height, ink, 2) + line(`M${x + 6} ${-height + 18}h${width - 12}`, 'cream', 3))
    .join('');
}
