import { at, box, disc, line, many, oval, scene, shape } from './scene.ts';

export const basket = scene(
  'A market basket with leeks, a loaf, carrots and apples, a round of ash-covered cheese and one melon on the table',
  box(0, 0, 1200, 680, 'wall-1'),
  many(12, (i) => box(i * 104 - 10, 0, 52, 470, 'stripe')),
  box(0, 470, 1200, 210, 'wood'),
  line('M0 470H1200', 'wood-4', 5),
  line('M0 556H1200M0 632H1200', 'wood-4', 2.5),
  oval(560, 596, 330, 26, 'shade-2'),
  at(560, 400, goods()),
  at(560, 400, wicker()),
  at(962, 548, melon()),
  at(190, 560, cheese()),
  at(1108, 612, coin()),
  at(1066, 628, coin(), 0.8),
);

function goods(): string {
  return [
    ...[-190, -150, -116].map((x, i) => at(x, 30, `<g transform="rotate(${-20 + i * 8})">${leek()}</g>`)),
    at(156, 60, `<g transform="rotate(24)">${loaf()}</g>`),
    ...[-34, 4, 40].map((x, i) => at(x, 20, `<g transform="rotate(${-10 + i * 10})">${bunch()}</g>`)),
    disc(-84, -14, 52, 'red'),
    disc(-100, -32, 10, 'blush'),
    disc(84, -8, 50, 'gold'),
    disc(70, -28, 9, 'cream'),
    disc(6, 8, 54, 'red-2'),
    line('M-84 -60q4 -16 14 -22M84 -54q2 -16 -8 -24', 'wood-2', 6),
  ].join('');
}

function leek(): string {
  return [
    shape('M-15 60L-13 -150H13L15 60Z', 'plate'),
    shape(
      'M-15 -90L-13 -200Q-60 -270 -96 -262Q-50 -220 -40 -180Q-80 -220 -104 -206Q-60 -180 -13 -110L13 -110Q50 -190 90 -212Q60 -226 34 -190Q40 -250 74 -284Q24 -276 13 -200L15 -90Z',
      'leaf-5',
    ),
    line('M-5 50V-120M6 50V-130', 'leaf-lit', 3),
  ].join('');
}

function loaf(): string {
  return [
    shape('M-42 60V-210Q-42 -262 0 -266Q42 -262 42 -210V60Z', 'crust'),
    ...[-200, -150, -100, -50].map((y) => line(`M-26 ${y + 26}Q0 ${y + 14} 28 ${y - 10}`, 'crumb', 11)),
  ].join('');
}

function bunch(): string {
  return [
    shape('M-18 -30Q0 -50 18 -30L6 70H-6Z', 'carrot'),
    line('M0 -40C-10 -90 -30 -110 -40 -150M0 -40C4 -100 2 -120 6 -176M0 -40C12 -90 30 -110 40 -146', 'leaf-2', 5),
    many(9, (i) => disc(-44 + i * 11, -150 - ((i * 17) % 34), 10, 'leaf-2')),
  ].join('');
}

function wicker(): string {
  return [
    line('M-262 10C-250 -330 250 -330 262 10', 'wood-3', 22),
    line('M-262 10C-250 -330 250 -330 262 10', 'wood-2', 5),
    shape('M-290 8H290L236 180Q230 196 212 196H-212Q-230 196 -236 180Z', 'wood-3'),
    many(5, (row) => many(19, (i) => weave(row, i))),
    box(-300, -8, 600, 34, 'wood-2', 17),
    line('M-286 9H286', 'wicker', 5),
  ].join('');
}

function weave(row: number, i: number): string {
  const half = 276 - row * 11;
  const step = (half * 2) / 19;
  return oval(Math.round(-half + step * (i + 0.5)), 46 + row * 32, step / 2 + 2, 13, (row + i) % 2 ? 'wicker' : 'wicker-2');
}

function melon(): string {
  return [
    oval(6, 62, 104, 16, 'shade-2'),
    disc(0, -20, 88, 'leaf-lit'),
    ...[-62, -34, 0, 34, 62].map((x) => line(`M0 -106Q${x * 1.7} -20 0 66`, 'leaf-5', 4)),
    line('M0 -106q-4 -18 10 -28', 'wood-2', 8),
  ].join('');
}

function cheese(): string {
  return [
    oval(4, 52, 130, 16, 'shade-2'),
    shape('M-112 -14V30A112 32 0 0 0 112 30V-14Z', 'ash'),
    oval(0, -14, 112, 32, 'ash-2'),
    shape('M0 -14L98 -28A112 32 0 0 1 92 6V48Q60 58 0 30Z', 'crumb'),
    shape('M0 -14L98 -29L92 5Z', 'plate'),
    line('M0 -14V30', 'stone-2', 3),
    many(12, (i) => disc(-90 + ((i * 47) % 110), -28 + ((i * 13) % 30), 3, 'ash')),
  ].join('');
}

function coin(): string {
  return oval(0, 6, 26, 9, 'shade-2') + oval(0, 0, 26, 9, 'gold') + oval(0, 0, 16, 5, 'sun');
}
