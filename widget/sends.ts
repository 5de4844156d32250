// What the viewer writes, and what is theirs alone.
import type { PostAnswer, PostWire } from '#server/posts/wire.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import { close, countIn, isListed, takeAway } from './changes.ts';
import { standsAlone, type Send, type ThreadState } from './store.ts';

/** Who reads has changed: what they own is marked and added, nothing else moves. */
export function withViewer(state: ThreadState, { viewer, posts }: Pick<ThreadPage, 'viewer' | 'posts'>): ThreadState {
  const known = posts.filter(({ id }) => state.posts[id]);
  const reacted = Object.fromEntries(known.map((post) => [post.id, { ...state.posts[post.id]!, reacted: post.reacted ?? [] }]));
  const own = [...known.filter((post) => post.own), ...(viewer?.posts ?? [])];
  return own.reduce(placeOwn, { ...state, viewer, posts: { ...state.posts, ...reacted } });
}

/** Nobody reads any more: what only they saw goes, and the marks of what is theirs. */
export function withoutViewer(state: ThreadState): ThreadState {
  const posts: ThreadState['posts'] = {};
  for (const { reacted: _, ...post } of Object.values(state.posts)) if (isListed(post)) posts[post.id] = { ...post, own: null };
  const stays = (id: string) => id in posts;
  return { ...state, viewer: null, posts, roots: state.roots.filter(stays), mine: state.mine.filter(stays) };
}

/** They need no help with a first post any more. */
export function withoutWelcome(state: ThreadState): ThreadState {
  const { welcome: _, ...viewer } = state.viewer!;
  return { ...state, viewer };
}

export function beginSend(state: ThreadState, begun: Omit<Send, 'post'>): ThreadState {
  const send = { ...begun, post: outline(state, begun) };
  const known = send.clientId in state.sends;
  const mine = !standsAlone(state.sort, send) || known ? state.mine : [send.clientId, ...state.mine];
  return { ...state, mine, sends: { ...state.sends, [send.clientId]: send } };
}

function outline({ viewer, posts }: ThreadState, { clientId: id, parent, at, voice }: Omit<Send, 'post'>): PostWire {
  const above = parent ? posts[parent] : null;
  const said = viewer?.voices?.find((one) => one.id === voice);
  const author = {
    id: '',
    name: '',
    badge: said ? ('newsroom' as const) : null,
    title: null,
    ...(said ?? (viewer && { id: viewer.id, name: viewer.name })),
  };
  const blank = { rank: 0, html: '', editedAt: null, revision: 0, replies: 0, branch: 0, rule: null, own: null };
  return { ...blank, id, at, author, state: 'published', parent, root: above?.root ?? id, depth: (above?.depth ?? -1) + 1 };
}

export function failSend(state: ThreadState, clientId: string): ThreadState {
  const send = state.sends[clientId];
  return send ? { ...state, sends: { ...state.sends, [clientId]: { ...send, failed: true } } } : state;
}

export function dropSend(state: ThreadState, clientId: string): ThreadState {
  const { [clientId]: _, ...sends } = state.sends;
  return { ...state, sends, mine: state.mine.filter((id) => id !== clientId) };
}

/** The server's answer takes the place of what was pending; its echo, before or after, changes nothing more. */
export function settleSend(state: ThreadState, { post, thread }: PostAnswer): ThreadState {
  const settled = placeOwn(state, post);
  return {
    ...settled,
    thread: { ...settled.thread, id: thread },
    viewer: settled.viewer && { ...settled.viewer, acceptsByPosting: false },
  };
}

/** One's own post as its author sees it: what the server tells them alone, in its place or in that of what was on its way. */
export function placeOwn(before: ThreadState, post: PostWire): ThreadState {
  const state = arrive(before, post);
  const known = state.posts[post.id];
  const { opening } = state.thread;
  if (post.state === 'deleted') return known ? (isListed(known) ? takeAway(state, post) : forget(state, post)) : state;
  const echo = state.fresh.find(({ id }) => id === post.id);
  const heard = echo || (known && isListed(known));
  const counted = post.state === 'published' && !heard ? countIn(post.id === opening ? state : addOne(state), post) : state;
  const { replies, branch } = counted.posts[post.id] ?? echo ?? post;
  const first = standsAlone(state.sort, post) && ![opening, ...state.roots, ...state.mine].includes(post.id);
  return {
    ...counted,
    posts: { ...counted.posts, [post.id]: { ...post, replies, branch } },
    fresh: counted.fresh.filter(({ id }) => id !== post.id),
    mine: first ? [post.id, ...state.mine] : state.mine,
  };
}

function arrive(state: ThreadState, { id, own }: PostWire): ThreadState {
  const sent = own && state.sends[own.clientId];
  return sent ? dropSend({ ...state, mine: state.mine.map((one) => (one === sent.clientId ? id : one)) }, sent.clientId) : state;
}

/** Nobody else saw it: it counts nowhere. */
const forget = (state: ThreadState, post: PostWire) =>
  close({ ...state, posts: { ...state.posts, [post.id]: { ...post, replies: 0 } } }, post.id);

const addOne = (state: ThreadState): ThreadState => ({ ...state, thread: { ...state.thread, count: state.thread.count + 1 } });

/** Under what somebody writes a reply: its place stays, whatever becomes of it. */
export function keepPlace(state: ThreadState, id: string, kept: boolean): ThreadState {
  return close({ ...state, kept: { ...state.kept, [id]: kept } }, kept ? '' : id);
}
