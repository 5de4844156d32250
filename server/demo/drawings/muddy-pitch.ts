import { at, box, disc, line, many, oval, passer, rain, scene, shape, umbrella } from './scene.ts';

export const muddyPitch = scene(
  'Un terrain de football sous la pluie : le ballon dans une flaque devant le but, un parapluie retourné en vol, des tribunes de parapluies',
  box(0, 0, 1200, 680, 'sky-wet'),
  poplars(),
  stand(),
  box(0, 356, 1200, 324, 'grass'),
  many(5, (i) => shape(`M${i * 260 - 60} 356h130l-${70 + i * 4} 324h-190z`, 'grass-2')),
  markings(),
  goal(),
  mud(),
  at(338, 470, player('red', 1), 1.5),
  at(500, 452, player('cream', 0), 1.3),
  at(640, 468, player('red', 0), 1.42),
  at(806, 500, keeper(), 1.5),
  at(560, 606, ball()),
  at(640, 118, `<g transform="rotate(152)">${flyingUmbrella()}</g>`, 1.5),
  at(1128, 590, flag()),
  rain(140, 660, 'rain-day'),
);

function poplars(): string {
  return many(15, (i) => oval(40 + i * 84, 150 + ((i * 29) % 34), 22 + ((i * 5) % 9), 96, i % 3 ? 'far' : 'leaf-4'));
}

function stand(): string {
  const inks = ['red', 'blue', 'gold', 'ink-2', 'leaf-2', 'cream'];
  return [
    shape('M0 150H1200V172H0Z', 'roof'),
    many(7, (i) => line(`M${20 + i * 193} 172V356`, 'stone-3', 6)),
    box(0, 250, 1200, 106, 'stone'),
    many(26, (i) => at(18 + i * 47, 318 + ((i * 11) % 9), passer(inks[(i * 5) % 6]!), 0.62)),
    many(21, (i) => at(24 + i * 58, 284 + ((i * 13) % 14), umbrella(inks[(i * 7) % 6]!, inks[(i * 7 + 3) % 6]!), 0.56)),
    many(22, (i) => at(6 + i * 57, 352, passer(inks[(i * 7 + 2) % 6]!), 0.66)),
    box(0, 326, 1200, 30, 'cream'),
    many(7, (i) => `<rect x="${14 + i * 172}" y="331" width="150" height="20" fill="var(--${inks[(i * 5 + 1) % 5]})" opacity=".75"/>`),
  ].join('');
}

function markings(): string {
  return line('M120 680L300 420H1010L1200 640', 'chalk', 5) + line('M470 420L430 486H880L836 420', 'chalk', 4);
}

function goal(): string {
  return [
    line('M440 428V236H880V428', 'cream', 11),
    line(
      Array.from({ length: 15 }, (_, i) => `M${468 + i * 28} 240L${484 + i * 25} 402`).join('') +
        Array.from({ length: 7 }, (_, i) => `M446 ${262 + i * 23}H874`).join(''),
      'net',
      1.6,
    ),
  ].join('');
}

function mud(): string {
  return [
    shape('M180 560Q300 520 470 552T760 556Q900 530 980 572T880 650Q640 690 420 662T180 560Z', 'mud'),
    shape('M300 590Q420 560 540 584T760 592Q840 580 850 606T640 642Q420 650 300 590Z', 'puddle'),
    line('M360 600q40 -8 80 0M640 616q50 -10 100 0M470 632q30 -6 60 0', 'cream', 2),
  ].join('');
}

function player(shirt: string, lean: number): string {
  return [
    line(lean ? 'M-6 -34L-22 -14L-8 4M8 -34L26 -22L44 -34' : 'M-6 -34L-12 -16L-8 4M8 -34L14 -18L12 4', 'skin', 8),
    line(lean ? 'M-22 -14L-8 4M26 -22L44 -34' : 'M-12 -14L-8 4M14 -16L12 4', shirt === 'red' ? 'ink' : 'blue', 9),
    shape('M-16 -52H16L18 -28H-18Z', 'ink-2'),
    shape('M-18 -86Q0 -96 18 -86L16 -50H-16Z', shirt),
    line(lean ? 'M-16 -80L-40 -64M16 -80L38 -92' : 'M-16 -80L-28 -56M16 -80L30 -60', shirt, 10),
    disc(2, -102, 12, 'skin'),
    shape('M-10 -104A12 12 0 0 1 14 -104L10 -110Z', 'ink'),
    oval(0, -36, 7, 4, 'mud'),
    oval(8, -66, 5, 4, 'mud'),
  ].join('');
}

function keeper(): string {
  return [
    line('M-10 -26L-30 -8L-16 6M8 -24L22 -6L40 4', 'ink', 10),
    shape('M-24 -66Q-4 -76 14 -64L12 -22H-16Z', 'gold'),
    line('M-20 -60L-44 -78L-26 -92M10 -58L34 -76L12 -92', 'gold', 11),
    disc(-8, -76, 12, 'skin'),
    shape('M-20 -78A12 12 0 0 1 4 -78L0 -86Z', 'ink'),
  ].join('');
}

function ball(): string {
  return [
    oval(0, 28, 66, 10, 'mud'),
    disc(0, 0, 34, 'cream'),
    shape('M0 -14L13 -4L8 12H-8L-13 -4Z', 'ink'),
    line('M0 -14V-33M13 -4L31 -11M8 12L19 28M-8 12L-19 28M-13 -4L-31 -11', 'ink', 3),
    shape('M-33 8A34 34 0 0 0 33 8Q16 18 0 12T-33 8Z', 'mud'),
    line('M-60 18L-84 2M60 18L86 4M-44 4L-58 -20M46 4L58 -20', 'mud', 6),
  ].join('');
}

function flyingUmbrella(): string {
  return [
    shape('M-72 -34Q0 -120 72 -34Q54 -20 36 -36Q18 -14 0 -38Q-18 -14 -36 -36Q-54 -20 -72 -34Z', 'ink'),
    shape('M0 -78Q44 -74 72 -34Q54 -20 36 -36Q28 -60 0 -78Z', 'ink-2'),
    line('M0 -60V52Q0 66 14 64', 'wood', 6),
    line('M-72 -34L-86 -44M72 -34L88 -42', 'ink', 4),
  ].join('');
}

function flag(): string {
  return line('M0 60V-90', 'gold', 7) + shape('M0 -90L-66 -78L-52 -60L-64 -44L0 -48Z', 'red');
}
