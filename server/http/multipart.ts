// multipart/form-data (RFC 7578) part by part, as it comes: a form with a film is not kept in memory.
import { Refusal } from '../errors.ts';

export type Part = { name: string; isFile: boolean; body: AsyncIterable<Buffer> };

/** Bytes: what stands over a part is its name and its sort. */
const MOST_HEAD = 8 * 1024;
const BREAK = Buffer.from('\r\n\r\n');

/** What of a part is not read is passed over. Refuses `malformed` for what is no form, or was cut. */
export async function* partsOf(contentType: string, sent: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  const [, boundary] = /^multipart\/form-data;.*?boundary="?([\w'()+,./:=? -]{1,70}?)"?(?:;|$)/i.exec(contentType) ?? [];
  if (!boundary) throw new Refusal('malformed');
  const source = sent[Symbol.asyncIterator]();
  // The first boundary has no line before it.
  let held = Buffer.from('\r\n');
  const more = async () => {
    const next = await source.next();
    if (next.done) throw new Refusal('malformed');
    held = Buffer.concat([held, next.value]);
  };
  /** What comes before a sign, which is taken too; the last bytes are held back as long as they may be its beginning. */
  const until = async function* (sign: Buffer) {
    for (let at = held.indexOf(sign); ; at = held.indexOf(sign)) {
      const ready = held.subarray(0, at < 0 ? Math.max(0, held.length - sign.length + 1) : at);
      held = held.subarray(at < 0 ? ready.length : at + sign.length);
      if (ready.length > 0) yield ready;
      if (at >= 0) return;
      await more();
    }
  };
  const edge = Buffer.from(`\r\n--${boundary}`);
  for await (const _ of until(edge));
  for (;;) {
    while (held.length < 2) await more();
    if (held.toString('latin1', 0, 2) === '--') return;
    const body = (head: string) => ({ ...nameIn(head), body: lastingThrough(until(edge)) });
    const part = body(await headFrom(until(BREAK)));
    yield part;
    for await (const _ of part.body);
  }
}

/** Who turns away in the middle closes nothing: the next part comes after the rest of this one. */
const lastingThrough = <T>(pieces: AsyncGenerator<T>): AsyncIterable<T> => ({
  [Symbol.asyncIterator]: () => ({ next: () => pieces.next() }),
});

async function headFrom(pieces: AsyncIterable<Buffer>): Promise<string> {
  let head = '';
  for await (const piece of pieces) {
    head += piece.toString('utf8');
    if (head.length > MOST_HEAD) throw new Refusal('malformed');
  }
  return head;
}

function nameIn(head: string): { name: string; isFile: boolean } {
  const said = /^content-disposition:\s*form-data;(.*)$/im.exec(head)?.[1] ?? '';
  const name = /(?:^|;)\s*name="([^"]*)"/i.exec(said)?.[1];
  if (name === undefined) throw new Refusal('malformed');
  return { name, isFile: /;\s*filename\*?=/i.test(said) };
}
