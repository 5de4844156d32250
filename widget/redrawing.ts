// What is drawn again touches only what has changed: what is typed, folded, selected or played stays as it is (docs/decisions/108).
import type { ComponentChild, VNode } from 'preact';
import type { Conversation } from './conversation.ts';
import { HTML, isAttribute, SVG, type Props } from './drawing.ts';

type Drawn = ComponentChild | ComponentChild[];

/** What stands in the page. Elements and texts have a node; a component and a list stand for what they hold. */
type Standing = {
  /** The very object: given again, nothing has changed. */
  by?: Drawn;
  type?: unknown;
  key?: unknown;
  props: Props;
  node?: ChildNode | undefined;
  held: (Standing | null)[];
  /** It waits for its turn, to be drawn by this; until then it has a node, whatever it is. */
  due?: Drawn;
  handleEvent(event: Event): void;
};

/** How far the drawing has come within a node. */
type Place = {
  within: Node & Partial<Pick<ParentNode, 'moveBefore'>>;
  next: ChildNode | null;
  space?: string | undefined;
  /** What stands there already is made its own. */
  adopts?: boolean;
  /** Which each branch does in its turn. */
  waits?: boolean;
};

/** From now on: over the very nodes that the reader has before them, a branch a turn (docs/decisions/104). */
export function redrawInPlace(talk: Conversation) {
  const { mount, rendered } = talk.frame;
  const top = standing();
  const begun: (() => void)[] = [];

  talk.settle();
  talk.handedOver.abort();
  talk.paint = (drawing) => {
    const place = { within: mount, next: mount.firstChild, adopts: !top.by };
    top.by = mount.localName;
    // For whoever looks at the page from outside: what stands here is taken over.
    Object.assign(mount, { top });
    fill(top, [drawing], place);
    if (place.adopts) void talk.takeTurns();
    // Once all of it stands: it may draw again.
    for (const begin of begun.splice(0)) begin();
  };
  // What is pressed is there first.
  mount.addEventListener('click', talk.settle, { capture: true, signal: talk.signal });
  if (mount.firstChild && !rendered) talk.paint(talk.drawing());

  /** All that is in a node: what was there besides goes. */
  function fill(self: Standing, drawn: ComponentChild[], place: Place) {
    hold(self, drawn, place);
    if (place.adopts) while (place.next) forgo(place.next, place);
  }

  /** The same is what has the same name, or the same place among those without, and is of the same kind. */
  function hold(self: Standing, drawn: ComponentChild[], place: Place) {
    const left = new Set(self.held);
    const named = new Map(self.held.map((one) => [one?.key, one]));
    const known = drawn.map((child, i) => {
      const key = keyOf(child);
      const one = key == null ? self.held[i] : named.get(key);
      return one && one.key === key && one.type === typeOf(child) && left.delete(one) ? one : null;
    });
    for (const one of left) if (one) leave(one, place);
    self.held = drawn.map((child, i) => draw(known[i]!, child, place));
  }

  function draw(known: Standing | null, drawn: Drawn, place: Place): Standing | null {
    if (isNothing(drawn)) return null;
    if (known?.due) known.due = drawn;
    if (known && (known.due || known.by === drawn)) return pass(known, place);
    const self = known ?? standing();
    const { props: before } = self;
    const { props = {} } = drawn as { props?: Props };
    const type = (self.type = typeOf(drawn));
    Object.assign(self, { by: drawn, key: keyOf(drawn), props });
    if (type === Array) hold(self, drawn as ComponentChild[], place);
    else if (typeof drawn !== 'object') drawText(self, String(drawn), place);
    else if (typeof type !== 'function') drawElement(self, before, place);
    else if (known || !place.waits || !place.next) hold(self, [type(props)], place);
    else wait(self, place);
    return self;
  }

  function wait(self: Standing, place: Place) {
    const { by } = self;
    const node = (self.node = place.next!);
    self.due = by;
    put(node, place);
    talk.turns.push(() => {
      const { due } = self;
      self.due = self.by = self.node = undefined;
      if (!node.isConnected) return;
      // By what it stands there for, then as it is by now.
      draw(self, by, { within: node.parentNode!, next: node, adopts: true });
      draw(self, due, { within: node.parentNode!, next: node });
    });
  }

  function drawElement(self: Standing, before: Props, place: Place) {
    const { props, type } = self as { props: Props; type: string };
    const space = type === 'svg' ? SVG : place.space;
    const isNew = !self.node;
    const found = isNew ? stands(type, place) : null;
    const node = (self.node ??= found ?? document.createElementNS(space ?? HTML, type));
    for (const name of Object.keys({ ...before, ...props })) {
      const value = props[name];
      if (name === 'ref') {
        if (isNew) begun.push(() => (value as (node: ChildNode) => void)(node));
      } else if (value !== before[name] && (!found || typeof value === 'function')) dress(self, name, before[name]);
    }
    const inner = { within: node, next: node.firstChild, space, adopts: !!found, waits: !!found && props.class === 'posts top' };
    if (!props.dangerouslySetInnerHTML) fill(self, [props.children].flat(), inner);
    put(node, place);
  }
}

const standing = (): Standing => ({ props: {}, held: [], handleEvent: heed });

/** Whatever listens now. */
function heed(this: Standing, event: Event) {
  for (const [name, act] of Object.entries(this.props))
    if (typeof act === 'function' && name.toLowerCase() === `on${event.type}`) (act as (event: Event) => void)(event);
}

function drawText(self: Standing, text: string, place: Place) {
  const node = (self.node ??= stands('#text', place) ?? new Text()) as Text;
  if (node.data !== text) node.data = text;
  put(node, place);
}

/** What can be made its own there. */
const stands = (name: string, { adopts, next }: Place) => (adopts && next?.nodeName.toLowerCase() === name ? next : null);

const isNothing = (drawn: Drawn) => drawn == null || typeof drawn === 'boolean';

const typeOf = (drawn: Drawn): unknown => (Array.isArray(drawn) ? Array : isNothing(drawn) ? null : ((drawn as Partial<VNode>).type ?? ''));
/** The embed's own drawings have it among their props. */
const keyOf = (drawn: Drawn): unknown => (drawn as Partial<VNode> | null)?.key ?? (drawn as { props?: Props } | null)?.props?.key;

function dress(self: Standing, name: string, before: unknown) {
  const { node, props } = self;
  const element = node as HTMLElement;
  const value = props[name];
  if (typeof value === 'function') element.addEventListener(name.slice(2).toLowerCase(), self);
  else if (name === 'style') Object.assign(element.style, value);
  else if (name.startsWith('default')) Object.assign(element, { [name]: value });
  else if (name === 'dangerouslySetInnerHTML') {
    const { __html } = value as { __html: string };
    if (__html !== (before as { __html?: string } | undefined)?.__html) element.innerHTML = __html;
  } else if (isAttribute(name, value)) element.setAttribute(name, value === true && name[4] !== '-' ? '' : String(value));
  else element.removeAttribute(name);
}

function put(node: ChildNode, place: Place) {
  const { within, next } = place;
  if (node === next) place.next = node.nextSibling;
  // What plays goes on, what has the focus keeps it; not every browser can.
  else if (node.isConnected && within.moveBefore) within.moveBefore(node, next);
  else within.insertBefore(node, next);
}

function pass(one: Standing, place: Place): Standing {
  if (one.node) put(one.node, place);
  else for (const held of one.held) if (held) pass(held, place);
  return one;
}

function leave(one: Standing, place: Place) {
  if (one.node) forgo(one.node, place);
  else for (const held of one.held) if (held) leave(held, place);
}

function forgo(node: ChildNode, place: Place) {
  if (node === place.next) place.next = node.nextSibling;
  node.remove();
}
