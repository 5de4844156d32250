import { SaxesParser, type SaxesTagNS } from 'saxes';
import { MalformedExport } from './malformed-export.ts';

export type DisqusThread = {
  kind: 'thread';
  line: number;
  id: string;
  /** What the publisher called the page; often empty. */
  identifier: string;
  link: string;
  title: string;
  closed: boolean;
  deleted: boolean;
};

export type DisqusPost = {
  kind: 'post';
  line: number;
  id: string;
  thread: string;
  parent: string | null;
  /** Milliseconds since 1970, UTC. */
  at: number;
  author: { name: string; username: string | null };
  deleted: boolean;
  spam: boolean;
  /** HTML, as Disqus made it. */
  message: string;
};

/** A record, or characters, that had to be left out. `id` where the record has one. */
export type Problem = { kind: 'problem'; line: number; of: 'thread' | 'post' | 'characters'; id: string | null; field: string };

export type DisqusRecord = DisqusThread | DisqusPost | Problem;

/** Characters of one message. Disqus itself stops far below; sanitising more would stop everything. */
const MAX_MESSAGE = 100_000;
/** Characters without any tag: more is no export, and would only fill the memory. */
const MAX_TEXT = 4_000_000;

const DSQ = 'http://disqus.com/disqus-internals';
// E-mails and addresses of machines are in the file too; they are never read.
const FIELDS = new Set(
  'id link title message createdAt isClosed isDeleted isSpam author/name author/username author/isAnonymous'.split(' '),
);
// Not allowed in XML 1.0, and found in real exports all the same.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * Reads an export of Disqus (`<disqus>` XML, https://help.disqus.com/en/articles/1717164-comments-export), record by
 * record, in the file's order. No entity but XML's own is known, and a DTD is refused.
 * Throws `MalformedExport` where the file ends being one.
 */
export async function* parseDisqus(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<DisqusRecord> {
  const found: DisqusRecord[] = [];
  const parser = new SaxesParser({ xmlns: true, position: true });
  const moved = listen(parser, found);
  const decoder = new TextDecoder();

  for await (const chunk of bytes) {
    parser.write(withoutControls(decoder.decode(chunk, { stream: true }), parser.line, found));
    if (parser.position - moved() > MAX_TEXT) throw malformed(parser, 'too_long');
    yield* found.splice(0);
  }
  parser.write(decoder.decode()).close();
  yield* found.splice(0);
}

type Draft = { element: 'thread' | 'post'; line: number; id: string; fields: Record<string, string> };

/** Fills `found` as the parser goes. The function returned tells where the last tag was. */
function listen(parser: SaxesParser<{ xmlns: true; position: true }>, found: DisqusRecord[]): () => number {
  const path: string[] = [];
  let draft: Draft | null = null;
  let moved = 0;

  parser.on('error', (error) => {
    throw malformed(parser, 'xml', error.message.replace(/^[\d:]+\s*/, ''));
  });
  parser.on('doctype', () => {
    throw malformed(parser, 'doctype');
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding && !/^utf-?8$/i.test(encoding)) throw malformed(parser, 'encoding', encoding);
  });
  parser.on('opentag', (tag) => {
    moved = parser.position;
    path.push(tag.local);
    if (path.length === 1 && tag.local !== 'disqus') throw malformed(parser, tag.local === 'rss' ? 'wordpress' : 'root', tag.local);
    if (path.length === 2 && (tag.local === 'thread' || tag.local === 'post'))
      draft = { element: tag.local, line: parser.line, id: idOf(tag), fields: {} };
    else if (path.length === 3 && draft && (tag.local === 'thread' || tag.local === 'parent')) draft.fields[`${tag.local}Id`] = idOf(tag);
  });
  const text = (more: string) => {
    moved = parser.position;
    const field = path.slice(2).join('/');
    if (draft && FIELDS.has(field)) draft.fields[field] = (draft.fields[field] ?? '') + more;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => {
    path.pop();
    if (path.length !== 1 || !draft) return;
    found.push(draft.element === 'thread' ? readThread(draft) : readPost(draft));
    draft = null;
  });
  return () => moved;
}

const idOf = (tag: SaxesTagNS) => Object.values(tag.attributes).find(({ local, uri }) => local === 'id' && uri === DSQ)?.value ?? '';

function readThread({ line, id, fields }: Draft): DisqusThread | Problem {
  if (!id) return { kind: 'problem', of: 'thread', line, id: null, field: 'dsq:id' };
  return {
    kind: 'thread',
    line,
    id,
    identifier: fields.id?.trim() ?? '',
    link: fields.link?.trim() ?? '',
    title: fields.title?.trim() ?? '',
    closed: isTrue(fields.isClosed),
    deleted: isTrue(fields.isDeleted),
  };
}

function readPost({ line, id, fields }: Draft): DisqusPost | Problem {
  const at = timeOf(fields.createdAt);
  const problem = (field: string): Problem => ({ kind: 'problem', of: 'post', line, id: id || null, field });
  if (!id) return problem('dsq:id');
  if (!fields.threadId) return problem('thread');
  if (Number.isNaN(at)) return problem('createdAt');
  // A post whose flags can't be read might be one that must not come back.
  for (const flag of ['isDeleted', 'isSpam']) if (!/^(true|false)?$/.test(fields[flag]?.trim() ?? '')) return problem(flag);
  const message = fields.message?.trim() ?? '';
  if (message.length > MAX_MESSAGE) return problem('message');
  return {
    kind: 'post',
    line,
    id,
    thread: fields.threadId,
    parent: fields.parentId || null,
    at,
    author: {
      name: fields['author/name']?.trim() ?? '',
      username: isTrue(fields['author/isAnonymous']) ? null : fields['author/username']?.trim() || null,
    },
    deleted: isTrue(fields.isDeleted),
    spam: isTrue(fields.isSpam),
    message,
  };
}

const isTrue = (text: string | undefined) => text?.trim() === 'true';

/** `2011-08-31T15:16:29Z`; older exports leave the Z out and mean it. */
function timeOf(text = ''): number {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z?$/.exec(text.trim());
  return found ? Date.parse(`${found[1]}Z`) : Number.NaN;
}

/** Takes out what XML does not allow, and notes the lines. */
function withoutControls(text: string, firstLine: number, found: DisqusRecord[]): string {
  let line = 0;
  return text.replace(CONTROL, (_, at: number) => {
    const here = firstLine + text.slice(0, at).split('\n').length - 1;
    if (here !== line) found.push({ kind: 'problem', of: 'characters', line: here, id: null, field: '' });
    line = here;
    return '';
  });
}

const malformed = (parser: { line: number }, reason: MalformedExport['facts']['reason'], detail = '') =>
  new MalformedExport({ line: parser.line, reason, detail });
