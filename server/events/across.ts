import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import type { Bus, Events } from './bus.ts';

/** Bytes of a word, none of its characters longer than one: Postgres takes less than 8,000 in a notification (its docs, NOTIFY). */
const MOST = 7500;
/** Milliseconds: what a burst says goes together. */
const GATHER_MS = 10;
/** Milliseconds until what could not be said is said again. */
const AGAIN_MS = 1000;
/** Milliseconds between two words of who has nothing to say: by its number the others know whether they missed one. */
const BEAT_MS = 5000;
/** So many beats of one's own heard, and none of another: it is gone, and may have taken along what it had yet to say. */
const SILENT = 4;
/** Facts and words kept for when the others can be told; of more, they know that they missed some. */
const MOST_KEPT = 1000;

type Fact = { [E in keyof Events]: [name: E, event: Events[E]] }[keyof Events];
/** `n`: how many this process has said. `bye`: it says no more. */
type Said = { from: string; n: number; facts: Fact[]; bye?: true };

/** Brings what each process says to all, itself among them, in the order of each; what is said while it is away is the speaker's to say again. */
type Carrier = { say(word: string): Promise<void>; close(): Promise<void> };
export type OpenCarrier = (hear: (word: string) => void) => Promise<Carrier>;

/**
 * What this process tells itself, it tells every other on the same database, and hears what they say. Words are numbered by who says
 * them: one that is heard twice counts once, and where one is missing, or a process fell silent without a goodbye, whoever is connected
 * here asks anew (docs/decisions/100-carriers.md).
 */
export async function tellAcross(
  open: OpenCarrier,
  local: Bus,
  { log, beatMs = BEAT_MS }: { log: Deps['log']; beatMs?: number },
): Promise<{ bus: Bus; close(): Promise<void> }> {
  const self = randomUUID();
  /** Also those that are gone: what they said before may be heard again, and who was only cut off goes on counting. */
  const others = new Map<string, { n: number; silent: number; gone: boolean }>();
  /** Beats of our own that were heard: after some, whoever speaks at all has been heard. */
  let heard = 0;
  const carrier = await open((word) => {
    const said = readWord(word);
    if (said) hear(said);
    else log.warn('a word was heard that no process of ours says');
  });
  let n = 0;
  let facts: Fact[] = [];
  /** Said by nobody yet, in order. */
  let words: string[] = [];
  let sending: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let lost = false;

  function hear(said: Said) {
    if (said.from === self) return said.facts.length === 0 && countSilent();
    // Whom we should have heard from the first word on has said none that we know.
    const last = others.get(said.from)?.n ?? (heard >= SILENT ? 0 : said.n - 1);
    if (said.n <= last) return;
    others.delete(said.from);
    others.set(said.from, { n: said.n, silent: 0, gone: said.bye === true });
    if (others.size > MOST_KEPT) others.delete(others.keys().next().value!);
    for (const [name, event] of said.facts) local.emit(name, event as never);
    if (said.facts.length > 0) local.emit('events.heard', {});
    if (said.n > last + 1) miss('something that another process said was not heard');
  }

  /** By what is heard and no clock: while nobody is heard, nobody is gone. */
  function countSilent() {
    heard++;
    for (const one of others.values()) {
      if (one.gone || ++one.silent < SILENT) continue;
      one.gone = true;
      miss('another process is gone, without a goodbye');
    }
  }

  function miss(why: string) {
    log.warn(why);
    local.emit('events.missed', {});
    local.emit('events.heard', {});
  }

  const write = (said: Omit<Said, 'from' | 'n'>) => words.push(JSON.stringify({ from: self, n: ++n, ...said } satisfies Said));

  /** A number that nobody hears says that something is missing. */
  function boundKept() {
    if (facts.length + words.length > MOST_KEPT) [facts, words, n] = [[], [], n + 1];
  }

  function gather() {
    boundKept();
    for (const piece of inPieces(facts)) write({ facts: piece });
    facts = [];
  }

  const soon = (ms: number) =>
    (timer ??= setTimeout(() => {
      timer = undefined;
      void send();
    }, ms));

  /** Each in its turn; resolves once all is said, or cannot be for now. */
  const send = () => (sending ??= sendAll().finally(() => (sending = null)));
  async function sendAll() {
    try {
      for (gather(); words.length > 0; gather()) {
        const word = words[0]!;
        await carrier.say(word);
        if (words[0] === word) words.shift();
        if (lost) log.info('other processes are told again');
        lost = false;
      }
    } catch (err) {
      if (!lost) log.warn({ err }, 'other processes are not told for now');
      lost = true;
      soon(AGAIN_MS);
    }
  }

  const beat = setInterval(() => {
    if (lost) return;
    write({ facts: [] });
    void send();
  }, beatMs);
  return {
    bus: {
      on: local.on,
      emit: (name, event) => {
        local.emit(name, event);
        facts.push([name, event] as never);
        boundKept();
        soon(GATHER_MS);
      },
    },
    close: async () => {
      clearInterval(beat);
      await sending;
      gather();
      write({ facts: [], bye: true });
      await send();
      clearTimeout(timer);
      await carrier.close();
    },
  };
}

function readWord(word: string): Said | null {
  try {
    const said = JSON.parse(word) as Partial<Said> | null;
    return typeof said?.from === 'string' && typeof said.n === 'number' && Array.isArray(said.facts) ? (said as Said) : null;
  } catch {
    return null;
  }
}

/** As many together as one word holds. */
function inPieces(facts: Fact[]): Fact[][] {
  const pieces: Fact[][] = [];
  let size = MOST;
  for (const fact of facts) {
    const length = Buffer.byteLength(JSON.stringify(fact)) + 1;
    if (size + length > MOST) {
      pieces.push([]);
      size = 0;
    }
    pieces.at(-1)!.push(fact);
    size += length;
  }
  return pieces;
}
