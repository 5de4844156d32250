// What a key press means on the desk. Letters are the same in every language: they are what the buttons show.

export type Command =
  | 'next'
  | 'previous'
  | 'extend'
  | 'select'
  | 'approve'
  | 'reject'
  | 'ask_edit'
  | 'hide'
  | 'take_out'
  | 'macro'
  | 'escalate'
  | 'author'
  | 'act'
  | 'note'
  | 'assign'
  | 'claim'
  | 'later'
  | 'undo'
  | 'more'
  | 'filter'
  | 'views'
  | 'around'
  | 'search'
  | 'keys'
  | 'release'
  | 'positioning'
  | 'week'
  | 'month'
  | 'lane.next'
  | 'lane.previous'
  | 'go.home'
  | 'go.queue'
  | 'go.inbox'
  | 'go.threads'
  | 'go.calendar'
  | 'go.members'
  | 'go.invitations'
  | 'go.reports'
  | 'go.settings';

export type Press = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'repeat'> & {
  altGraph: boolean;
  /** The focus is where letters are text. */
  typing: boolean;
};

/** With `single` off a key acts only with Alt (WCAG 2.1.4). */
export type KeyOptions = { single: boolean };

const LETTERS: Record<string, Command> = {
  j: 'next',
  k: 'previous',
  x: 'select',
  o: 'around',
  f: 'filter',
  v: 'views',
  a: 'approve',
  r: 'reject',
  e: 'ask_edit',
  h: 'hide',
  d: 'take_out',
  t: 'macro',
  s: 'escalate',
  p: 'author',
  u: 'act',
  n: 'note',
  i: 'assign',
  c: 'claim',
  l: 'later',
  z: 'undo',
  b: 'positioning',
  w: 'week',
  m: 'month',
};
const SHIFTED: Record<string, Command> = { j: 'extend' };
const SIGNS: Record<string, Command> = { '/': 'search', '?': 'keys', '[': 'lane.previous', ']': 'lane.next', '.': 'more' };
const PLACES: Record<string, Command> = {
  a: 'go.home',
  m: 'go.queue',
  b: 'go.inbox',
  t: 'go.threads',
  c: 'go.calendar',
  p: 'go.members',
  i: 'go.invitations',
  r: 'go.reports',
  s: 'go.settings',
};
const MOVES = new Set<Command>(['next', 'previous', 'extend']); // the only ones that a held key may repeat
const MODIFIERS = new Set(['Alt', 'AltGraph', 'Control', 'Meta', 'Shift']);
const PATIENCE = 1500; // ms between G and the letter of a place

/** A reader of key presses that remembers a G for a moment: `g`, then a place's letter. */
export function keyReader() {
  let goUntil = 0;
  return (press: Press, { single }: KeyOptions, now: number): Command | null => {
    if (press.key === 'Escape') return 'release';
    if (MODIFIERS.has(press.key)) return null; // on its way to a letter: G is not forgotten
    if (press.typing || press.metaKey || (press.ctrlKey && !press.altGraph)) return null;
    const letter = letterOf(press);
    const going = now < goUntil;
    goUntil = 0;
    if (going && letter) return PLACES[letter] ?? null;
    if (letter ? press.altKey === single : !single && !press.altKey) return null;
    if (letter === 'g') goUntil = now + PATIENCE;
    const command = letter ? (press.shiftKey && SHIFTED[letter]) || LETTERS[letter] : SIGNS[press.key];
    return command && (!press.repeat || MOVES.has(command)) ? command : null;
  };
}

/** With Alt, macOS types another sign: then the key's place on the keyboard says which it is. */
function letterOf({ key, code, altKey }: Press): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return altKey && !(key in SIGNS) && /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : null;
}
