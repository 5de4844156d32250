import type { Carrier, Carry } from './line.ts';

/** Milliseconds for what was said before closing. */
const LAST_WORD = 1000;
/** Engine.IO's, in the answer to one question. */
const BETWEEN = '\x1e';
const [OPEN, CLOSE] = ['0', '1'];

/** One question waits for what comes, others say what there is to say, one after the other. */
export function openRequests(...[start, take, lost]: Parameters<Carry>): Carrier {
  let address = `${start}polling`;
  const stopped = new AbortController();
  const ask = async (init: RequestInit = {}) => {
    const answer = await fetch(address, { cache: 'no-store', signal: stopped.signal, ...init });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  };
  async function listen() {
    for (;;)
      for (const packet of (await ask()).split(BETWEEN)) {
        if (packet.startsWith(OPEN)) address += `&sid=${(JSON.parse(packet.slice(1)) as { sid: string }).sid}`;
        take(packet);
      }
  }
  void listen().catch(() => lost());
  let said = Promise.resolve();
  return {
    send(body) {
      said = said
        .then(() => ask({ method: 'POST', body }))
        .then(
          () => {},
          () => lost(),
        );
    },
    // The last word still leaves, unless it is that which hangs. Without it the server would know only by a question cut short,
    // and between two of them there is none.
    close() {
      const stop = () => stopped.abort();
      if (address !== `${start}polling`) this.send(CLOSE);
      void said.then(stop);
      setTimeout(stop, LAST_WORD);
    },
  };
}
