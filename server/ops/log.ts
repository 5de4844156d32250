import { pino, type Logger } from 'pino';

/** Bytes that are written at once; … */
const TOGETHER = 4096;
/** … what is less waits no longer than this, in ms. A process that ends writes the rest first. */
const WAIT = 200;

/** To the standard output, a JSON object a line. A write for each line would cost as much as the rest of an answer's way out. */
export const createLog = (level: string): Logger =>
  pino({ level, base: null }, pino.destination({ minLength: TOGETHER, periodicFlush: WAIT }));
