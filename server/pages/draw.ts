// JSX to HTML. What is drawn here are functions of their props alone, without hooks, state or context: half of a general
// renderer's work is for those. What a browser hydrates is written as Preact would write it.
import { Fragment, type VNode } from 'preact';
import type { PostWire } from '#server/posts/wire.ts';
import { sayWhen, turnsAt } from '../../widget/thread/dates.ts';
import { Icon } from '../../widget/thread/Icon.tsx';
import type { Piece } from '../../widget/thread/in-script.ts';
import { Post, type PostProps } from '../../widget/thread/Post.tsx';

type Props = Record<string, unknown>;

/** Long enough to be written as one, short enough to be put together where the processor has it at hand. */
const PIECE = 4096;
type Out = { pieces: Piece[]; html: string };

/**
 * A tree of elements, and of functions that return such trees, as HTML. Texts and attributes are escaped, `dangerouslySetInnerHTML` is
 * not.
 */
export const draw = (node: unknown): string =>
  drawPieces(node)
    .map((piece) => (typeof piece === 'string' ? piece : Buffer.from(piece).toString()))
    .join('');

/** The same, in the pieces that it is sent by. */
export function drawPieces(node: unknown): Piece[] {
  const out: Out = { pieces: [], html: '' };
  write(node, out);
  out.pieces.push(out.html);
  return out.pieces;
}

function put(html: string, out: Out) {
  out.html += html;
  if (out.html.length < PIECE) return;
  endPiece(out);
}

function putPiece(piece: Piece, out: Out) {
  if (typeof piece === 'string') return put(piece, out);
  endPiece(out);
  out.pieces.push(piece);
}

function endPiece(out: Out) {
  out.pieces.push(out.html);
  out.html = '';
}

function write(node: unknown, out: Out): void {
  if (typeof node === 'string') return put(escape(node), out);
  if (node === null || node === undefined || typeof node === 'boolean') return;
  if (typeof node === 'number') return put(String(node), out);
  if (Array.isArray(node)) {
    for (const each of node) write(each, out);
    return;
  }
  const { type, props } = node as VNode<Props>;
  if (typeof type === 'string') writeElement(type, props, out);
  else if (type === Icon) put(iconOf(props as unknown as IconProps), out);
  else if (type === Post) writePost(props as unknown as PostProps, out);
  else write(type === Fragment ? props.children : (type as (props: Props) => unknown)(props), out);
}

function writeElement(tag: string, props: Props, out: Out) {
  let opening = `<${tag}`;
  let inner: string | Piece[] | undefined;
  for (const name in props) {
    if (name === 'children') continue;
    if (name === 'dangerouslySetInnerHTML') inner = (props[name] as { __html: string | Piece[] }).__html;
    else if (name === 'value' && tag === 'textarea') inner = `\n${escape(textOf(props[name]))}`;
    else opening += attribute(name, props[name]);
  }
  put(`${opening}>`, out);
  if (VOID.has(tag)) return;
  if (inner === undefined) write(props.children, out);
  else if (typeof inner === 'string') put(inner, out);
  else for (const piece of inner) putPiece(piece, out);
  put(`</${tag}>`, out);
}

function attribute(name: string, value: unknown): string {
  if (value === null || value === undefined || typeof value === 'function') return '';
  const called = nameOf(name);
  if (typeof value === 'boolean' && !called.startsWith('aria-')) return value ? ` ${called}` : '';
  return ` ${called}="${escape(textOf(value))}"`;
}

const textOf = (value: unknown) => String((value ?? '') as string | number | boolean);

const VOID = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

/** As HTML has it: in small letters, but for SVG. */
const names = new Map([
  ['viewBox', 'viewBox'],
  ['defaultValue', 'value'],
]);
function nameOf(name: string): string {
  let called = names.get(name);
  if (called === undefined) names.set(name, (called = name.toLowerCase()));
  return called;
}

const UNSAFE = /["&<]/;
const escape = (text: string) =>
  UNSAFE.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;') : text;

type IconProps = Parameters<typeof Icon>[0];
/** A page has hundreds of a few. */
const icons = new Map<string, string>();
function iconOf(props: IconProps): string {
  let html = icons.get(props.d);
  if (html === undefined) icons.set(props.d, (html = inOnePiece(draw(Icon(props)))));
  return html;
}

/**
 * A post that nobody in particular reads, as it was drawn before from the very same: it is kept with all that it was drawn from,
 * so that none is ever taken back. Whatever changes is another.
 */
const drawn = new Map<string, WeakMap<PostWire, Drawn>>();
/** `from`, `until`: while its date is called as it is. */
type Drawn = { to: string | null | undefined; when: string; from: number; until: number; html: Uint8Array };
/** As many as hot conversations; of each, their posts live as long as their rows are known. */
const PLACES = 500;

function writePost(props: PostProps, out: Out) {
  const { post, context, to } = props;
  if (context.around === undefined) return write(Post(props), out);
  const place = drawnIn(context.around);
  const { now } = context;
  let last = place.get(post);
  if (!last || last.to !== to || now < last.from || now >= last.until) {
    const when = sayWhen(post.at, context);
    const html = last?.to === to && last?.when === when ? last.html : Buffer.from(draw(Post(props)));
    place.set(post, (last = { to, when, from: now, until: turnsAt(post.at, now), html }));
  }
  putPiece(last.html, out);
}

function drawnIn(around: string): WeakMap<PostWire, Drawn> {
  let place = drawn.get(around);
  if (place) return place;
  if (drawn.size === PLACES) drawn.clear();
  drawn.set(around, (place = new WeakMap()));
  return place;
}

/** A text put together of many is gone through again at each look. */
const inOnePiece = (text: string) => Buffer.from(text).toString();
