import { at, box, disc, line, many, oval, scene, shape } from './scene.ts';

export const lunchTray = scene(
  'Un plateau de cantine vu du dessus : des lentilles, des carottes rôties, du pain, une pomme, un yaourt et un verre d’eau',
  cloth(),
  shape('M170 96H1030Q1070 96 1070 136V556Q1070 596 1030 596H170Q130 596 130 556V136Q130 96 170 96Z', 'shade'),
  shape('M170 84H1030Q1070 84 1070 124V544Q1070 584 1030 584H170Q130 584 130 544V124Q130 84 170 84Z', 'blue'),
  shape('M184 102H1016Q1050 102 1050 136V532Q1050 566 1016 566H184Q150 566 150 532V136Q150 102 184 102Z', 'blue-2'),
  at(520, 356, plate()),
  at(950, 222, apple()),
  at(944, 446, yoghurt()),
  at(246, 226, glass()),
  at(286, 468, bread()),
  at(716, 350, cutlery()),
);

function cloth(): string {
  return (
    box(0, 0, 1200, 680, 'cream') +
    many(13, (i) => box(i * 96 + 12, 0, 46, 680, 'check')) +
    many(8, (i) => box(0, i * 96 - 20, 1200, 46, 'check'))
  );
}

function plate(): string {
  const lentils = Array.from({ length: 150 }, (_, i) => {
    const turn = i * 2.399963;
    const reach = Math.sqrt(i / 150) * 92;
    return oval(
      -52 + Math.round(Math.cos(turn) * reach),
      20 + Math.round(Math.sin(turn) * reach * 0.86),
      7,
      5,
      i % 5 === 0 ? 'leaf-4' : i % 3 ? 'lentil' : 'lentil-2',
    );
  }).join('');
  const carrots = [-64, -34, -4, 26, 56].map((y, i) => at(76, y, `<g transform="rotate(${-32 + i * 9})">${carrot()}</g>`)).join('');
  return (
    disc(6, 10, 196, 'shade-2') +
    disc(0, 0, 196, 'plate') +
    disc(0, 0, 150, 'plate-2') +
    disc(0, 0, 146, 'plate') +
    oval(-52, 20, 100, 86, 'lentil-2') +
    lentils +
    carrots +
    parsley()
  );
}

function carrot(): string {
  return shape('M-62 -6Q-10 -16 56 -13Q68 0 56 13Q-10 14 -62 -6Z', 'carrot') + line('M-10 -8L-4 4M22 -12L26 2M-36 -6L-32 2', 'carrot-2', 3);
}

function parsley(): string {
  return many(7, (i) =>
    at(
      -50 + ((i * 37) % 60),
      -6 + ((i * 23) % 48),
      shape('M0 0Q-12 -14 0 -22Q12 -14 0 0M0 0Q12 -4 20 4Q10 12 0 0M0 0Q-14 -2 -18 8Q-6 12 0 0', 'leaf-2'),
      0.8,
    ),
  );
}

function apple(): string {
  return [
    disc(6, 8, 78, 'shade-2'),
    shape('M0 -62Q52 -92 74 -34Q92 36 34 70Q16 78 0 68Q-16 78 -34 70Q-92 36 -74 -34Q-52 -92 0 -62Z', 'red'),
    shape('M18 -60Q56 -72 66 -28Q74 20 44 50Q66 6 50 -30Q40 -54 18 -60Z', 'red-2'),
    oval(-34, -26, 12, 20, 'blush'),
    line('M0 -60Q2 -84 14 -96', 'wood-2', 7),
    shape('M8 -82Q34 -112 62 -92Q40 -70 8 -82Z', 'leaf-2'),
  ].join('');
}

function yoghurt(): string {
  return (
    disc(5, 7, 70, 'shade-2') +
    disc(0, 0, 70, 'stone') +
    disc(0, 0, 58, 'plate') +
    line('M-30 4q14 -22 28 0t30 0', 'plate-2', 8) +
    disc(22, -24, 9, 'red') +
    disc(8, -34, 7, 'red-2')
  );
}

function glass(): string {
  return disc(5, 7, 66, 'shade-2') + disc(0, 0, 66, 'glass') + disc(0, 0, 54, 'water') + line('M-34 -14A38 38 0 0 1 -8 -38', 'plate', 6);
}

function bread(): string {
  return [
    shape('M-74 -32Q-80 -54 -54 -58Q0 -74 56 -56Q80 -50 74 -26L66 44Q62 60 44 60H-46Q-64 60 -66 44Z', 'wood'),
    shape('M-60 -28Q-64 -44 -46 -46Q0 -60 48 -44Q64 -40 60 -22L54 40Q52 48 42 48H-42Q-52 48 -54 40Z', 'crumb'),
    many(9, (i) => disc(-36 + ((i * 31) % 76), -24 + ((i * 19) % 58), 3 + (i % 3), 'sky')),
  ].join('');
}

function cutlery(): string {
  return [
    line('M40 -120V150', 'steel', 11),
    line('M22 -178V-126Q40 -108 58 -126V-178M40 -178V-120', 'steel', 6),
    line('M100 -4V150', 'steel', 11),
    shape('M92 -176Q116 -150 112 -4H92Z', 'steel'),
  ].join('');
}
