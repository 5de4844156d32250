// A look as it is typed: every colour and number is text until it is sent. Pure.
import type { Look, LookInput, LookWire, Tokens } from '#server/sites/wire.ts';

export const COLOURS = ['accent', 'paper', 'ink', 'accentDark', 'paperDark', 'inkDark'] as const;
export type Colour = (typeof COLOURS)[number];
export type LookForm = Record<Colour | 'radius' | 'size' | 'header' | 'footer' | 'timeZone', string> & { font: Look['font'] };

/** What a page of a site without colours of its own is drawn in. */
export const OURS: Record<Colour, string> = {
  accent: '#a63d22',
  paper: '#ffffff',
  ink: '#211c17',
  accentDark: '#f0a184',
  paperDark: '#191613',
  inkDark: '#efe9e1',
};

export const PLAIN = {
  accent: '',
  paper: '',
  ink: '',
  accentDark: '',
  paperDark: '',
  inkDark: '',
  radius: '8',
  size: '16',
  header: '',
  footer: '',
};

export function toForm({ timeZone, accent, font, tokens, header, footer }: Look): LookForm {
  const { radius, size, ...colours } = tokens;
  const typed = Object.fromEntries(Object.entries({ accent, ...colours }).map(([name, colour]) => [name, colour ?? ''])) as Record<
    Colour,
    string
  >;
  return { ...typed, radius: String(radius), size: String(size), timeZone, font, header, footer };
}

/** What is not a colour or a number goes out as it is: the server says what is wrong with it, beside its field. */
export function fromForm(
  { accent, radius, size, timeZone, font, header, footer, ...colours }: LookForm,
  { version }: Pick<LookWire, 'version'>,
): LookInput {
  const set = Object.fromEntries(Object.entries(colours).map(([name, typed]) => [name, typed.trim() || null])) as Omit<
    Tokens,
    'radius' | 'size'
  >;
  return {
    version,
    timeZone,
    accent: accent.trim() || null,
    font,
    tokens: { ...set, radius: Number(radius), size: Number(size) },
    header,
    footer,
  };
}

/** Where the server names a field of it. */
export const pathOf = (field: keyof LookForm) =>
  ['accent', 'font', 'header', 'footer', 'timeZone'].includes(field) ? field : `tokens.${field}`;
