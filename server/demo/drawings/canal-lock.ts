import { at, box, disc, line, many, oval, scene, shape } from './scene.ts';

export const canalLock = scene(
  'A canal lock with its gates and balance beams, the keeper’s house, a line of poplars, a green narrowboat and a heron',
  box(0, 0, 1200, 680, 'sky'),
  shape('M0 300Q200 240 420 290T860 270T1200 300V420H0Z', 'far'),
  many(13, (i) => at(560 + i * 52, 372, poplar(i))),
  shape('M0 356H1200V470H0Z', 'grass'),
  at(214, 356, house()),
  box(0, 430, 1200, 250, 'water'),
  reflections(),
  at(610, 470, chamber()),
  at(884, 512, boat()),
  at(120, 560, heron()),
  reeds(),
);

function poplar(i: number): string {
  const tall = 180 + ((i * 37) % 70);
  return line('M0 0V-60', 'trunk', 5) + shape(`M0 0Q-34 -${tall * 0.5} 0 -${tall}Q34 -${tall * 0.5} 0 0Z`, i % 2 ? 'leaf-4' : 'leaf-1');
}

function house(): string {
  return [
    box(-118, -150, 236, 152, 'plate'),
    shape('M-138 -146L-92 -228H92L138 -146Z', 'roof'),
    box(52, -256, 30, 60, 'brick'),
    line('M66 -262q-12 -18 4 -32t-2 -34', 'stone', 6),
    box(-22, -88, 44, 90, 'blue'),
    disc(14, -42, 3.5, 'gold'),
    ...[-84, 62].map(
      (x) =>
        box(x, -116, 36, 50, 'lit') +
        box(x - 18, -116, 16, 50, 'blue') +
        box(x + 38, -116, 16, 50, 'blue') +
        line(`M${x + 18} -116v50M${x} -91h36`, 'plate', 3),
    ),
    box(-112, -8, 84, 12, 'leaf-2'),
    many(6, (i) => disc(-104 + i * 14, -12, 6, i % 2 ? 'red' : 'gold')),
    at(84, -136, line('M0 0h20', 'ink', 4) + shape('M8 2h18l5 20H3Z', 'gold')),
  ].join('');
}

function chamber(): string {
  return [
    shape('M-330 -44H-120V210H-330Z', 'stone'),
    shape('M120 -44H190V210H120Z', 'stone'),
    box(-336, -54, 222, 16, 'stone-2'),
    box(114, -54, 84, 16, 'stone-2'),
    many(6, (i) =>
      line(
        `M-330 ${-8 + i * 34}H-120M${-300 + (i % 2) * 50} ${-8 + i * 34}v34M${-210 + (i % 2) * 40} ${-8 + i * 34}v34M120 ${-8 + i * 34}H190`,
        'stone-2',
        3,
      ),
    ),
    shape('M-120 -36L0 -8V210H-120Z', 'wood-3'),
    shape('M120 -36L0 -8V210H120Z', 'wood-2'),
    line('M-120 24L0 48M-120 84L0 104M-120 -20L0 96M120 24L0 48M120 84L0 104M120 -20L0 96', 'ink', 5),
    line('M0 -10V210', 'ink', 4),
    shape('M-316 -92L14 -52V-36L-316 -70Z', 'ink'),
    shape('M-316 -92L-252 -84V-64L-316 -70Z', 'plate'),
    shape('M330 -96L-14 -52V-36L330 -72Z', 'ink'),
    shape('M330 -96L262 -87V-67L330 -72Z', 'plate'),
    line('M-12 126q-16 40 -40 56M10 126q14 44 44 58M0 128V196', 'water-2', 6),
  ].join('');
}

function boat(): string {
  return [
    shape('M-104 40q80 14 240 10t260 -6v14H-104Z', 'shade-2'),
    shape('M-120 -6H330V48H-84Q-112 34 -120 -6Z', 'leaf-5'),
    shape('M-120 -6H330V6H-117Z', 'red'),
    box(-30, -58, 350, 52, 'leaf-4'),
    box(-36, -66, 362, 10, 'red'),
    many(5, (i) => disc(24 + i * 64, -32, 14, 'gold') + disc(24 + i * 64, -32, 10, 'lit')),
    many(4, (i) =>
      at(
        40 + i * 74,
        -66,
        shape('M-16 0L-20 -18H20L16 0Z', 'brick') +
          disc(-9, -24, 9, 'leaf-2') +
          disc(8, -26, 10, 'leaf-2') +
          disc(-2, -32, 6, 'red') +
          disc(11, -30, 5, 'red'),
      ),
    ),
    line('M-92 -6V-96', 'wood-2', 5),
    shape('M-92 -96H-36L-46 -80L-36 -64H-92Z', 'red'),
    disc(-66, -80, 7, 'plate'),
  ].join('');
}

function heron(): string {
  return [
    oval(4, 66, 60, 7, 'water-2'),
    line('M-4 6V62M12 6V62', 'ink', 4),
    shape('M-60 20Q-30 -34 14 -28Q30 -24 26 -4Q10 16 -60 20Z', 'stone-3'),
    shape('M-66 28Q-30 8 6 12Q-20 26 -66 28Z', 'ink-2'),
    line('M18 -20C44 -44 6 -66 24 -96Q30 -106 42 -102', 'plate', 10),
    shape('M34 -110Q48 -116 58 -102L106 -96L56 -92Q38 -90 34 -110Z', 'plate'),
    shape('M54 -103L108 -96L56 -94Z', 'gold'),
    line('M36 -108Q10 -116 -6 -104', 'ink', 4),
    disc(50, -103, 3, 'ink'),
  ].join('');
}

function reflections(): string {
  return (
    line(
      Array.from({ length: 36 }, (_, i) => `M${(i * 263) % 1200} ${450 + ((i * 59) % 220)}h${24 + ((i * 17) % 70)}`).join(''),
      'water-2',
      3,
    ) + many(9, (i) => shape(`M${700 + i * 58} 432q10 ${60 + ((i * 31) % 40)} 0 ${96 + ((i * 29) % 50)}q-12 -50 0 -96Z`, 'water-3'))
  );
}

function reeds(): string {
  return many(16, (i) =>
    at(
      10 + i * 21 + (i > 8 ? 830 : 0),
      690,
      line(`M0 0Q${i % 2 ? 10 : -8} -70 ${i % 2 ? 4 : -2} -${110 + ((i * 23) % 50)}`, 'leaf-5', 5) +
        (i % 3 ? '' : oval(-1, -(116 + ((i * 23) % 50)), 7, 24, 'wood-3')),
    ),
  );
}
