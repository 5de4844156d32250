import { at, box, disc, line, many, oval, passer, scene, shape } from './scene.ts';

export const courthouse = scene(
  'Le palais de justice et ses six colonnes ; devant les marches, un énorme rouleau de câble de cuivre',
  box(0, 0, 1200, 680, 'sky'),
  shape('M0 330Q120 290 240 330V560H0ZM960 320Q1090 280 1200 322V560H960Z', 'far'),
  box(190, 250, 820, 300, 'wall-1'),
  shape('M160 210L600 62L1040 210Z', 'stone-2'),
  shape('M226 198L600 84L974 198Z', 'stone'),
  at(600, 162, scales()),
  box(150, 206, 900, 46, 'stone-2'),
  many(9, (i) => box(176 + i * 100, 216, 50, 26, 'stone')),
  box(520, 330, 160, 220, 'ink-2'),
  line('M600 330V550', 'stone-3', 4),
  many(4, (i) => box([262, 392, 756, 886][i]!, 320, 56, 130, 'pane')),
  many(6, (i) => at(236 + i * 146, 252, column())),
  many(5, (i) => box(140 - i * 26, 546 + i * 22, 920 + i * 52, 23, i % 2 ? 'stone' : 'stone-2')),
  box(0, 654, 1200, 26, 'ground-2'),
  at(858, 556, coil()),
  at(292, 618, passer('ink-2', 'wood'), 1.2),
  at(352, 618, passer('red'), 1.14),
  at(660, 640, passer('blue'), 1.3),
);

function column(): string {
  return [
    box(-38, 0, 76, 16, 'stone-2'),
    shape('M-27 16H27L30 280H-30Z', 'plate'),
    shape('M8 16H27L30 280H10Z', 'stone-2'),
    line('M-14 18L-16 278M-2 18L-3 278', 'stone', 3),
    box(-40, 280, 80, 18, 'stone-2'),
  ].join('');
}

function scales(): string {
  return [
    line('M0 -46V34M-66 -26H66', 'ink', 6),
    line('M-66 -26L-86 12M-66 -26L-46 12M66 -26L46 12M66 -26L86 12', 'ink', 3),
    shape('M-90 12H-42A24 20 0 0 1 -90 12ZM42 12H90A24 20 0 0 1 42 12Z', 'ink'),
    shape('M-26 34H26L20 42H-20Z', 'ink'),
    disc(0, -48, 7, 'ink'),
  ].join('');
}

function coil(): string {
  const turns = Array.from({ length: 9 }, (_, i) => `M-146 ${-118 + i * 20}Q0 ${-82 + i * 20} 146 ${-118 + i * 20}`).join('');
  return [
    oval(0, 96, 220, 18, 'shade-2'),
    box(-206, 78, 412, 14, 'wood-2'),
    box(-196, 92, 40, 22, 'wood'),
    box(-20, 92, 40, 22, 'wood'),
    box(156, 92, 40, 22, 'wood'),
    shape('M-146 -124V66Q0 104 146 66V-124Z', 'copper'),
    shape('M66 -110L146 -124V66Q108 80 66 86Z', 'copper-2'),
    line(turns, 'copper-2', 4),
    line('M-120 -104V48', 'copper-3', 6),
    oval(0, -124, 146, 40, 'copper-3'),
    oval(0, -124, 112, 28, 'copper-2'),
    oval(0, -122, 70, 16, 'ink'),
    line('M-60 -132Q-150 -196 -196 -120T-262 60Q-270 92 -300 94', 'copper', 11),
  ].join('');
}
