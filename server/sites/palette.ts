import { carries, DARK_PAPER, isLegible, isReadable, LIGHT_PAPER, lightened } from './contrast.ts';
import type { Look, Tokens } from './wire.ts';

type Asked = Pick<Look, 'accent'> & { tokens: Tokens };
export type Scheme = { ink: string; paper: string; accent: string };

/** Ours: widget/thread/tokens.css. */
const LIGHT: Scheme = { ink: '#211c17', paper: LIGHT_PAPER, accent: '#a63d22' };
const DARK: Scheme = { ink: '#efe9e1', paper: DARK_PAPER, accent: '#f0a184' };
/** What has a colour to say something: --staff, --expert, --good, --warn, --bad (widget/thread/). */
const SIGNS = {
  light: ['#1f5b73', '#5a3d8a', '#2c6a3f', '#8a5a00', '#a4262c'],
  dark: ['#8cc9e0', '#c3aef0', '#8fd0a0', '#e8bd62', '#f49a96'],
};

export const OURS: Tokens = { ink: null, paper: null, inkDark: null, paperDark: null, accentDark: null, radius: 8, size: 16 };

/** All colours of a look, by day and by night; what it leaves open is ours, or follows from the rest. */
export function paletteOf({ accent, tokens }: Asked): { light: Scheme; dark: Scheme } {
  const paperDark = tokens.paperDark ?? DARK.paper;
  return {
    light: { ink: tokens.ink ?? LIGHT.ink, paper: tokens.paper ?? LIGHT.paper, accent: accent ?? LIGHT.accent },
    dark: {
      ink: tokens.inkDark ?? DARK.ink,
      paper: paperDark,
      accent: tokens.accentDark ?? (accent ? lightened(accent, paperDark) : DARK.accent),
    },
  };
}

export type Unreadable = { field: 'accent' | `tokens.${'ink' | 'paper' | 'inkDark' | 'paperDark' | 'accentDark'}`; message: string };

/** What could not be read of it (WCAG 2.2, 1.4.3 and 1.4.11), at the colour to be changed. */
export function unreadableIn(asked: Asked): Unreadable[] {
  const { light, dark } = paletteOf(asked);
  const wrong: [boolean, Unreadable][] = [
    [!isReadable(light.accent, light.paper) || !isReadable(light.accent), { field: 'accent', message: 'field.pale' }],
    [!isReadable(dark.accent, dark.paper), { field: 'tokens.accentDark', message: 'field.dull' }],
    [!isLegible(light.ink, light.paper), { field: 'tokens.ink', message: 'field.faint' }],
    [!isLegible(dark.ink, dark.paper), { field: 'tokens.inkDark', message: 'field.faint' }],
    [!carries(light.paper, SIGNS.light), { field: 'tokens.paper', message: 'field.paper' }],
    [!carries(dark.paper, SIGNS.dark), { field: 'tokens.paperDark', message: 'field.paper' }],
  ];
  return wrong.filter(([is]) => is).map(([, problem]) => problem);
}
