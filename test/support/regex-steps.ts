// A backtracking matcher that counts: what an engine does at worst, without its clock. It knows what our patterns use.

type Node =
  | { kind: 'sign'; is: (sign: string) => boolean }
  | { kind: 'group'; ways: Node[][]; index: number | null }
  | { kind: 'look'; ways: Node[][]; behind: boolean; not: boolean }
  | { kind: 'back'; index: number }
  | { kind: 'edge'; which: 'b' | '^' | '$' }
  | ({ kind: 'times'; of: Node; lazy: boolean } & Bounds);

type Bounds = { least: number; most: number };

/** Steps that it takes to look for all matches of a pattern in a text. */
export function stepsOf({ source, flags }: RegExp, text: string): number {
  const { ways } = parse(source, flags);
  const state = { text, steps: 0, groups: [] as string[], multiline: flags.includes('m') };
  for (let at = 0; at <= text.length;) {
    state.groups = [];
    const end = anyOf(ways, at, state, (to) => to);
    at = end !== null && end > at ? end : at + 1;
  }
  return state.steps;
}

type State = { text: string; steps: number; groups: string[]; multiline: boolean };
type Then = (at: number) => number | null;

function anyOf(ways: Node[][], at: number, state: State, then: Then): number | null {
  for (const way of ways) {
    const end = walk(way, 0, at, state, then);
    if (end !== null) return end;
  }
  return null;
}

function walk(nodes: Node[], i: number, at: number, state: State, then: Then): number | null {
  if (i === nodes.length) return then(at);
  return one(nodes[i]!, at, state, (to) => walk(nodes, i + 1, to, state, then));
}

function one(node: Node, at: number, state: State, then: Then): number | null {
  state.steps++;
  const { text } = state;
  if (node.kind === 'sign') return at < text.length && node.is(text[at]!) ? then(at + 1) : null;
  if (node.kind === 'edge') return isEdge(node.which, at, state) ? then(at) : null;
  if (node.kind === 'back') {
    const said = state.groups[node.index] ?? '';
    return text.startsWith(said, at) ? then(at + said.length) : null;
  }
  if (node.kind === 'group')
    return anyOf(node.ways, at, state, (to) => {
      if (node.index !== null) state.groups[node.index] = text.slice(at, to);
      return then(to);
    });
  if (node.kind === 'look') {
    const seen = node.behind
      ? at > 0 && anyOf(node.ways, at - 1, state, (to) => (to === at ? to : null)) !== null
      : anyOf(node.ways, at, state, (to) => to) !== null;
    return seen !== node.not ? then(at) : null;
  }
  return node.of.kind === 'sign' && !node.lazy ? run(node.of, node, at, state, then) : repeated(node, 0, at, state, then);
}

/** Signs in a row, and back one by one: in a loop, since a text is longer than the stack is deep. */
function run(sign: Extract<Node, { kind: 'sign' }>, { least, most }: Bounds, at: number, state: State, then: Then): number | null {
  const { text } = state;
  let to = at;
  while (to - at < most) {
    state.steps++;
    if (to >= text.length || !sign.is(text[to]!)) break;
    to++;
  }
  for (; to - at >= least; to--) {
    const end = then(to);
    if (end !== null) return end;
  }
  return null;
}

function repeated(node: Extract<Node, { kind: 'times' }>, done: number, at: number, state: State, then: Then): number | null {
  const more = () =>
    done < node.most ? one(node.of, at, state, (to) => (to > at ? repeated(node, done + 1, to, state, then) : null)) : null;
  if (done < node.least) return more();
  return node.lazy ? (then(at) ?? more()) : (more() ?? then(at));
}

function isEdge(which: 'b' | '^' | '$', at: number, { text, multiline }: State): boolean {
  const isWord = (sign: string | undefined) => sign !== undefined && /\w/.test(sign);
  if (which === 'b') return isWord(text[at - 1]) !== isWord(text[at]);
  if (which === '^') return at === 0 || (multiline && text[at - 1] === '\n');
  return at === text.length || (multiline && text[at] === '\n');
}

function parse(source: string, flags: string): { ways: Node[][] } {
  let at = 0;
  let groups = 0;
  const signFlags = flags.replace(/[gmy]/g, '');
  const test = (pattern: string) => {
    const one = new RegExp(`^(?:${pattern})$`, signFlags);
    return (sign: string) => one.test(sign);
  };
  const alternatives = (): Node[][] => {
    const ways: Node[][] = [[]];
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        at++;
        ways.push([]);
      } else ways.at(-1)!.push(quantified(atom()));
    }
    return ways;
  };
  const quantified = (of: Node): Node => {
    const [all, least, comma, most] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(source.slice(at)) ?? [];
    if (all === undefined) return of;
    at += all.length;
    const lazy = source[at] === '?';
    if (lazy) at++;
    const bounds = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[all] ?? [
      Number(least),
      most ? Number(most) : comma ? Infinity : Number(least),
    ];
    return { kind: 'times', of, least: bounds[0]!, most: bounds[1]!, lazy };
  };
  const atom = (): Node => {
    const rest = source.slice(at);
    if (rest.startsWith('(')) return group(rest);
    if (rest[0] === '^' || rest[0] === '$') return (at++, { kind: 'edge', which: rest[0] });
    if (rest.startsWith('\\b')) return ((at += 2), { kind: 'edge', which: 'b' });
    const back = /^\\([1-9])/.exec(rest);
    if (back) return ((at += 2), { kind: 'back', index: Number(back[1]) });
    const [sign] = /^(?:\[(?:\\.|[^\]\\])*\]|\\p\{[^}]+\}|\\.|[\s\S])/.exec(rest)!;
    at += sign.length;
    return { kind: 'sign', is: test(sign) };
  };
  const group = (rest: string): Node => {
    const [opening, behind, look] = /^\((?:\?(?:(<)?([=!])|:))?/.exec(rest)!;
    at += opening.length;
    const index = opening === '(' ? ++groups : null;
    const ways = alternatives();
    at++;
    return look ? { kind: 'look', ways, behind: behind !== undefined, not: look === '!' } : { kind: 'group', ways, index };
  };
  return { ways: alternatives() };
}
