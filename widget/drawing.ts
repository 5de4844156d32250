// What JSX becomes in the embed (build.ts). The first drawing is made of the page's own elements, at once; what draws again comes with
// what follows it (redrawing.ts), and takes this drawing over as it takes over the server's (docs/decisions/089, 108).
import type { ComponentChild, ComponentChildren, VNode } from 'preact';

export type Props = Record<string, unknown> & { children?: ComponentChildren };

export const h = (type: unknown, props: Props | null, ...children: ComponentChild[]) =>
  ({ type, props: { ...props, children } }) as unknown as VNode;
/** @public Named by what build.ts puts into every file. */
export const Fragment = ({ children }: Props) => children;

export const HTML = 'http://www.w3.org/1999/xhtml';
export const SVG = 'http://www.w3.org/2000/svg';

/** Room for each branch until all are drawn, taller than most are: what stands below does not move while the eye may be there. */
const TALL = 40;

/**
 * Nodes, one for each that is drawn. They heed what is done to them until the signal says that another does. Branches are put into
 * their place one by one, as `turns` are called.
 */
export function build(drawn: ComponentChildren, signal: AbortSignal, turns: (() => void)[] = [], within = HTML): (Node | string)[] {
  if (drawn == null || typeof drawn === 'boolean') return [];
  if (Array.isArray(drawn)) return drawn.flatMap((one) => build(one, signal, turns, within));
  if (typeof drawn !== 'object') return [String(drawn)];
  const { type, props } = drawn as { type: unknown; props: Props };
  if (typeof type === 'function') return build((type as typeof Fragment)(props), signal, turns, within);
  const space = type === 'svg' ? SVG : within;
  const element = document.createElementNS(space, type as string);
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
export const isAttribute = (name: string, value: unknown) =>
  name !== 'children' && name !== 'key' && value != null && (value !== false || name[4] === '-');
