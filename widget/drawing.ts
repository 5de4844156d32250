// What JSX becomes in the embed (build.ts). The first drawing is made of the page's own elements, at once; Preact comes with what
// redraws (reading.ts), and takes the drawing over as it takes over the server's (docs/decisions/089).
import type { ComponentChild, ComponentChildren, VNode } from 'preact';

type Props = Record<string, unknown> & { children?: ComponentChildren };
type Make = (type: unknown, props: Props | null, ...children: ComponentChild[]) => VNode;
type Whole = (props: Props) => ComponentChildren;

/** Both are read at each call: what is drawn after Preact came is Preact's. */
export let h: Make = (type, props, ...children) => ({ type, props: { ...props, children } }) as unknown as VNode;
/** @public Named by what build.ts puts into every file. */
export let Fragment: Whole = ({ children }) => children;

export function drawWith(preact: { h: unknown; Fragment: unknown }) {
  h = preact.h as Make;
  Fragment = preact.Fragment as Whole;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Room for each branch until all are drawn, taller than most are: what stands below does not move while the eye may be there. */
const TALL = 40;

/**
 * Nodes, one for each that Preact would make. They heed what is done to them until the signal says that Preact does. Branches
 * are put into their place one by one, as `turns` are called.
 */
export function build(drawn: ComponentChildren, signal: AbortSignal, turns: (() => void)[] = [], within?: string): (Node | string)[] {
  if (drawn == null || typeof drawn === 'boolean') return [];
  if (Array.isArray(drawn)) return drawn.flatMap((one) => build(one, signal, turns, within));
  if (typeof drawn !== 'object') return [String(drawn)];
  const { type, props } = drawn as { type: unknown; props: Props };
  if (typeof type === 'function') return build((type as Whole)(props), signal, turns, within);
  const space = type === 'svg' ? SVG : within;
  const element = space ? document.createElementNS(space, type as string) : document.createElement(type as string);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2).toLowerCase(), value as EventListener, { signal });
    else if (name === 'dangerouslySetInnerHTML') element.innerHTML = (value as { __html: string }).__html;
    else if (isAttribute(name, value)) element.setAttribute(name, value === true && name[4] !== '-' ? '' : String(value));
  }
  const put = (children: ComponentChildren) => element.append(...build(children, signal, turns, space));
  if (props.class !== 'posts top') put(props.children);
  else {
    const branches = [props.children].flat(2);
    const { style } = element as HTMLElement;
    style.minBlockSize = `${branches.length * TALL}em`;
    turns.push(...branches.map((branch) => () => put(branch)), () => (style.minBlockSize = ''));
  }
  return [element];
}

/** What is not so has none, but for ARIA's. */
const isAttribute = (name: string, value: unknown) =>
  name !== 'children' && name !== 'key' && value != null && (value !== false || name[4] === '-');
