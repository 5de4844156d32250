import { at, box, disc, line, many, oval, passer, rain, scene, shape } from './scene.ts';

export const highWater = scene(
  'La nuit, le Pont-Neuf presque noyé : l’eau touche le haut des arches, une barque de pompiers passe, des gens regardent depuis le parapet',
  box(0, 0, 1200, 680, 'night'),
  town(),
  people(),
  bridge(),
  water(),
  at(214, 418, gauge()),
  at(770, 560, boat()),
  at(1040, 548, roadSign()),
  lamps(),
  rain(120, 660),
);

function town(): string {
  const roofs =
    'M0 330V226L40 196L84 226V206L150 160L214 206V240H250V180L300 140L352 180V236H400V214L452 176L506 214V250H560V196L626 148L690 196V240H742V210L800 168L856 210V244H900V190L950 150L1004 190V236H1050V204L1110 160L1170 204V240H1200V330Z';
  const windows = [60, 176, 300, 330, 452, 470, 604, 640, 800, 944, 962, 1104, 1130];
  return (
    shape('M820 200V92L846 20L872 92V200Z', 'night-2') +
    shape(roofs, 'night-2') +
    windows.map((x, i) => box(x, 234 + ((i * 13) % 34), 13, 20, i % 4 === 1 ? 'night-3' : 'glow')).join('')
  );
}

function people(): string {
  const coats = ['night-4', 'red', 'night-4', 'blue', 'night-4', 'night-4', 'gold', 'night-4', 'red', 'night-4', 'blue', 'night-4'];
  return coats.map((coat, i) => at(372 + i * 42 + ((i * 17) % 20), 356, passer(coat), 0.62 + ((i * 7) % 5) / 40)).join('');
}

function bridge(): string {
  return [
    shape('M-20 372Q600 296 1220 372V520H-20Z', 'bridge'),
    line('M-20 372Q600 296 1220 372', 'bridge-2', 12),
    line('M-20 394Q600 320 1220 394', 'bridge-3', 3),
    many(4, (i) =>
      shape(`M${70 + i * 290} 520V474A112 ${86 + (i === 1 || i === 2 ? 18 : 0)} 0 0 1 ${294 + i * 290 - 40 + 20} 474V520Z`, 'night-5'),
    ),
    many(4, (i) => line(`M${70 + i * 290} 474A112 ${86 + (i === 1 || i === 2 ? 18 : 0)} 0 0 1 ${274 + i * 290} 474`, 'bridge-2', 7)),
    many(3, (i) => shape(`M${284 + i * 290} 520L${300 + i * 290} 430H${334 + i * 290}L${350 + i * 290} 520Z`, 'bridge-2')),
  ].join('');
}

function water(): string {
  const ripples = Array.from({ length: 44 }, (_, i) => {
    const y = 452 + ((i * 53) % 220);
    const length = 30 + (y - 440) * 0.5;
    return `M${(i * 271) % 1200} ${y}q${length / 2} ${-5 - (i % 3)} ${length} 0`;
  }).join('');
  return [
    shape('M-20 448Q80 440 180 448T380 448T580 448T780 448T980 448T1180 448T1240 448V700H-20Z', 'flood'),
    shape('M-20 520Q120 508 280 520T600 520T900 520T1240 520V700H-20Z', 'flood-2'),
    line(ripples, 'flood-3', 3),
    many(9, (i) => line(`M${322 - 30 + ((i * 19) % 30)} ${462 + i * 22}h${52 - ((i * 11) % 24)}`, 'glow', 5)),
    many(9, (i) => line(`M${884 - 30 + ((i * 23) % 30)} ${462 + i * 22}h${52 - ((i * 13) % 24)}`, 'glow', 5)),
  ].join('');
}

function gauge(): string {
  return [
    box(-17, -96, 34, 196, 'cream'),
    many(12, (i) => box(-17, -96 + i * 16, i % 2 ? 16 : 26, 5, i < 3 ? 'red' : 'ink')),
    box(-21, 34, 42, 80, 'flood'),
    line('M-24 35q12 -5 24 0t24 0', 'flood-3', 3),
  ].join('');
}

function boat(): string {
  return [
    shape('M84 -34L420 -120V40Z', 'beam'),
    shape('M-130 -24H110L84 26H-98Z', 'red'),
    shape('M-130 -24H110L104 -12H-122Z', 'red-2'),
    at(-60, 4, passer('ink-2'), 0.9),
    at(8, 2, passer('gold'), 0.95),
    at(54, 6, passer('blue'), 0.62),
    line('M-96 -60L-150 50', 'wood', 6),
    disc(88, -34, 9, 'glow'),
    line('M-150 34q40 -10 80 0t80 0t80 0t80 0', 'flood-3', 4),
  ].join('');
}

function roadSign(): string {
  return [
    line('M0 40V-44', 'bridge-2', 7),
    disc(0, -70, 36, 'red'),
    disc(0, -70, 26, 'cream'),
    line('M-46 40q20 -8 42 0t50 0', 'flood-3', 3),
  ].join('');
}

function lamps(): string {
  return [322, 884]
    .map((x) =>
      at(
        x,
        336,
        oval(0, -98, 108, 108, 'halo') +
          oval(0, -98, 58, 58, 'halo-2') +
          line('M0 0V-84', 'ink', 6) +
          shape('M-13 -84L-9 -112H9L13 -84Z', 'glow') +
          shape('M-14 -112H14L0 -124Z', 'ink'),
      ),
    )
    .join('');
}
