import { at, box, line, many, scene, shape } from './scene.ts';

/** A round hand: each letter starts and ends on the line, so that words are letters end to end. */
const letters: Record<string, string> = {
  a: 'c4 -14 14 -30 24 -28c-14 -8 -26 10 -22 22c4 10 18 2 22 -22c0 16 -2 28 10 28',
  c: 'c4 -14 12 -30 22 -28c-14 -6 -26 10 -20 22c4 8 16 8 22 6',
  d: 'c4 -14 14 -30 24 -28c-14 -8 -26 10 -22 22c4 10 18 2 26 -58c-4 30 -8 64 6 64',
  e: 'c10 -4 18 -14 16 -22c-2 -8 -14 -4 -14 8c0 12 8 16 20 14',
  è: 'c10 -4 18 -14 16 -22c-2 -8 -14 -4 -14 8c0 12 8 16 20 14m-16 -44l8 8m8 36',
  g: 'c4 -14 14 -30 24 -28c-14 -8 -26 10 -22 22c4 10 18 2 22 -22c0 30 -2 62 -16 62c-16 0 -6 -26 22 -34',
  h: 'c14 -10 30 -60 22 -68c-10 -8 -16 40 -14 68c4 -20 10 -30 16 -30c8 0 0 30 10 30',
  i: 'c6 -6 8 -18 10 -28c0 14 -4 28 6 28m-6 -42v1m8 41',
  l: 'c14 -10 30 -60 22 -68c-10 -8 -16 30 -14 56c0 12 6 14 14 12',
  m: 'c4 -10 6 -28 12 -30c8 -2 0 20 0 30c4 -18 8 -30 14 -30c8 0 0 20 0 30c4 -18 8 -30 14 -30c8 0 0 30 10 30',
  n: 'c4 -10 6 -28 12 -30c8 -2 0 20 0 30c4 -18 8 -30 14 -30c8 0 0 30 10 30',
  r: 'c6 -8 8 -22 10 -32c2 8 8 8 14 4c-4 12 -4 28 8 28',
  s: 'c8 -6 14 -20 16 -32c4 12 12 26 2 32c-6 2 -12 0 -14 -4c6 4 14 6 22 4',
  t: 'c8 -8 12 -36 14 -52c-4 26 -8 52 2 52m-12 -34h20m-4 34',
  u: 'c6 -4 10 -18 12 -30c0 16 -4 30 6 30c8 0 12 -16 14 -30c0 16 -4 30 8 30',
  y: 'c6 -4 10 -18 12 -30c0 16 -4 30 6 30c8 0 12 -16 14 -30c0 30 -2 64 -16 64c-14 0 -6 -26 20 -34',
  ' ': 'm26 0',
};

const dictated = ['il neigeait dru ce matin', 'et sur le talus gris', 'les chrysanthèmes', 'attendaient sagement', 'le train sans lumière'];

export const ruledPaper = scene(
  'Une copie à grands carreaux, écrite à l’encre bleue ; un mot est entouré de rouge, un stylo-plume est posé en travers',
  box(0, 0, 1200, 680, 'wood'),
  many(6, (i) => line(`M-20 ${70 + i * 118}Q400 ${44 + i * 122} 1220 ${80 + i * 116}`, 'wood-4', 3)),
  `<g transform="rotate(-4 600 340)">${sheet()}</g>`,
  at(872, 470, `<g transform="rotate(-38)">${pen()}</g>`),
  at(1050, 130, inkwell()),
);

function sheet(): string {
  return [
    box(172, 36, 820, 700, 'shade-2'),
    box(160, 24, 820, 700, 'page'),
    many(9, (i) => line(`M160 ${104 + i * 72}H980`, 'rule', 2.4)),
    many(27, (i) => line(`M160 ${128 + i * 24}H980`, 'rule', 0.9)),
    many(11, (i) => line(`M${268 + i * 66} 24V724`, 'rule', 0.9)),
    line('M252 24V724', 'red', 2.5),
    ...dictated.map((text, row) => at(286, 176 + row * 72, words(text), 0.86)),
    line('M540 250C400 246 334 280 346 320S470 372 590 362S752 324 732 286S620 240 490 262', 'red', 5),
    line('M176 300l14 14l30 -40', 'red', 5),
  ].join('');
}

function words(text: string): string {
  return line(`M0 0${Array.from(text, (letter) => letters[letter]).join('')}`, 'pen', 4.5);
}

function pen(): string {
  return [
    shape('M-6 28Q120 40 330 26V38Q120 54 -6 40Z', 'shade-2'),
    shape('M-70 0L-6 -18H20V18H-6Z', 'gold'),
    line('M-70 0H-22', 'ink', 3),
    shape('M20 -19H150V19H20Z', 'ink'),
    shape('M150 -23H330Q350 0 330 23H150Z', 'blue'),
    box(146, -23, 14, 46, 'gold'),
    line('M190 -27H300', 'gold', 7),
  ].join('');
}

function inkwell(): string {
  return (
    shape('M-64 96Q0 116 64 96V20Q64 0 44 0H-44Q-64 0 -64 20Z', 'pen') +
    shape('M-50 80Q0 94 50 80V30Q50 20 40 20H-40Q-50 20 -50 30Z', 'ink') +
    box(-38, -34, 76, 36, 'ink-2', 6) +
    box(-34, 36, 68, 30, 'label', 2)
  );
}
