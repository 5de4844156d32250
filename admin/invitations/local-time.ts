// The moments of a form: `datetime-local` speaks the browser's own time, the server UTC. Pure.

/** 2026-11-22T14:00, as the browser's clock has it. */
export function toLocal(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** What is no date goes out as it was typed: the server says what is wrong with it, beside its field. */
export function toIso(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString();
}
