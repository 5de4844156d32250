// JSX to HTML. What is drawn here are functions of their props alone, without hooks, state or context: half of a general
// renderer's work is for those. What a browser hydrates is written as Preact would write it.
import { Fragment, type VNode } from 'preact';
import { sayWhen } from '../../widget/thread/dates.ts';
import { Icon } from '../../widget/thread/Icon.tsx';
import { jsonOf } from '../../widget/thread/in-script.ts';
import { Post, type PostProps } from '../../widget/thread/Post.tsx';

type Props = Record<string, unknown>;

/** Long enough to be written as one, short enough to be put together where the processor has it at hand. */
const PIECE = 4096;
type Out = { pieces: string[]; html: string };

/**
 * A tree of elements, and of functions that return such trees, as HTML. Texts and attributes are escaped, `dangerouslySetInnerHTML` is
 * not.
 */
export const draw = (node: unknown): string => drawPieces(node).join('');

/** The same, in the pieces that it is sent by. */
export function drawPieces(node: unknown): string[] {
  const out: Out = { pieces: [], html: '' };
  write(node, out);
  out.pieces.push(out.html);
  return out.pieces;
}

function put(html: string, out: Out) {
  out.html += html;
  if (out.html.length < PIECE) return;
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
  let inner: string | undefined;
  for (const name in props) {
    if (name === 'children') continue;
    if (name === 'dangerouslySetInnerHTML') inner = (props[name] as { __html: string }).__html;
    else if (name === 'value' && tag === 'textarea') inner = `\n${escape(textOf(props[name]))}`;
    else opening += attribute(name, props[name]);
  }
  put(`${opening}>`, out);
  if (VOID.has(tag)) return;
  if (inner === undefined) write(props.children, out);
  else put(inner, out);
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
 * A post that nobody in particular reads, as it was drawn before from the very same: its name is all that it was drawn from, so
 * that none is ever taken back. Whatever changes has another name.
 */
const drawn = new Map<string, Map<string, string>>();
/** Of some 9 kB in memory. */
const DRAWN = 2_000;
let kept = 0;

function writePost(props: PostProps, out: Out) {
  const { post, context, to } = props;
  if (context.around === undefined) return write(Post(props), out);
  const name = [sayWhen(post.at, context), to, jsonOf(post)].join('\n');
  put(drawn.get(context.around)?.get(name) ?? keep(context.around, name, inOnePiece(draw(Post(props)))), out);
}

function keep(around: string, name: string, html: string): string {
  if (kept++ === DRAWN) {
    drawn.clear();
    kept = 1;
  }
  const others = drawn.get(around) ?? new Map<string, string>();
  drawn.set(around, others.set(name, html));
  return html;
}

/** A text put together of many is gone through again at each look. */
const inOnePiece = (text: string) => Buffer.from(text).toString();
