import { at, box, disc, line, many, oval, passer, rain, scene, shape, umbrella } from './scene.ts';

export const busStop = scene(
  'Un matin de pluie à l’arrêt Tanneurs : cinq personnes attendent, la navette est de l’autre côté d’un feu rouge',
  box(0, 0, 1200, 680, 'sky-wet'),
  street(),
  box(0, 470, 1200, 210, 'road'),
  shape('M0 470H1200V490H0Z', 'stone'),
  many(7, (i) => shape(`M${20 + i * 190} 566h96l-10 12h-96z`, 'cream')),
  puddles(),
  at(1010, 470, trafficLight()),
  at(900, 560, bus()),
  at(404, 486, shelter()),
  at(196, 488, stopPole()),
  at(300, 486, passer('blue', 'gold'), 1.16),
  at(366, 486, passer('ink-2'), 1.2),
  at(428, 486, passer('red'), 1.1),
  at(492, 486, passer('leaf-2', 'cream'), 1.16),
  at(92, 488, passer('gold'), 1.12),
  at(112, 418, umbrella('red', 'red-2'), 1.05),
  rain(90, 640, 'rain-day'),
);

function street(): string {
  const fronts = [
    [-10, 190, 180, 'wall-2'],
    [180, 132, 150, 'wall-1'],
    [330, 210, 210, 'wall-3'],
    [540, 160, 170, 'wall-2'],
    [710, 226, 200, 'wall-1'],
    [910, 150, 150, 'wall-3'],
    [1060, 196, 160, 'wall-2'],
  ] as const;
  return fronts
    .map(([x, top, width, wall]) =>
      [
        box(x, top, width, 470 - top, wall),
        shape(`M${x - 4} ${top}L${x + 14} ${top - 40}H${x + width - 14}L${x + width + 4} ${top}Z`, 'roof'),
        many(Math.floor(width / 52) * 2, (i) => {
          const columns = Math.floor(width / 52);
          return box(x + 22 + (i % columns) * 50, top + 26 + Math.floor(i / columns) * 82, 24, 44, (i + x) % 3 ? 'pane' : 'lit');
        }),
        box(x + 14, 404, width - 28, 66, 'shop'),
      ].join(''),
    )
    .join('');
}

function puddles(): string {
  return [
    oval(330, 630, 150, 16, 'puddle'),
    oval(560, 522, 70, 8, 'puddle'),
    oval(1080, 640, 110, 13, 'puddle'),
    line('M250 630h60M350 634h50M1040 640h50', 'cream', 2),
  ].join('');
}

function bus(): string {
  return [
    oval(0, 62, 280, 12, 'puddle'),
    shape('M-262 34V-128Q-262 -156 -234 -156H232Q262 -156 264 -120L268 34Q268 46 256 46H-250Q-262 46 -262 34Z', 'cream'),
    shape('M-262 -18H267L268 34Q268 46 256 46H-250Q-262 46 -262 34Z', 'red'),
    many(4, (i) => box(-148 + i * 92, -130, 80, 86, 'glass', 6)),
    many(3, (i) => at(-110 + i * 92, -22, passer(['ink-2', 'blue', 'leaf-2'][i]!), 0.86)),
    many(4, (i) => box(-148 + i * 92, -52, 80, 10, 'cream')),
    box(-248, -130, 84, 128, 'glass', 6),
    line('M-206 -130V-2', 'cream', 5),
    shape('M-262 -96V-130Q-262 -148 -244 -148H-236V-96Z', 'glass'),
    box(-120, -152, 200, 18, 'ink', 4),
    line('M-106 -143h60M-34 -143h34M12 -143h52', 'glow', 5),
    disc(-170, 46, 34, 'ink'),
    disc(-170, 46, 14, 'stone-2'),
    disc(170, 46, 34, 'ink'),
    disc(170, 46, 14, 'stone-2'),
    box(-266, 6, 14, 18, 'glow', 3),
  ].join('');
}

function trafficLight(): string {
  const x = -440;
  return [
    line(`M${x} 20V-250`, 'ink', 9),
    box(x - 26, -330, 52, 124, 'ink', 12),
    oval(x, -300, 46, 46, 'halo-red'),
    disc(x, -300, 17, 'signal'),
    disc(x, -268, 17, 'ink-2'),
    disc(x, -236, 17, 'ink-2'),
  ].join('');
}

function shelter(): string {
  return [
    box(-152, -196, 260, 16, 'ink', 4),
    box(-140, -180, 236, 180, 'glass-2'),
    line('M-140 -180V2M96 -180V2', 'ink', 7),
    box(-20, -168, 100, 120, 'cream'),
    line('M-8 -150h76M-8 -134h60M-8 -118h70M-8 -102h48M-8 -86h64M-8 -70h52', 'stone-3', 4),
  ].join('');
}

function stopPole(): string {
  return [
    line('M0 0V-236', 'ink', 8),
    box(-40, -250, 80, 46, 'blue', 6),
    line('M-24 -227h48', 'cream', 6),
    disc(0, -292, 38, 'ink'),
    disc(0, -292, 31, 'cream'),
    line('M0 -292V-314M0 -292L-17 -283', 'ink', 5),
  ].join('');
}
