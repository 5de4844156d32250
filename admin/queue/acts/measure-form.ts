// What a measure is made of, as its form holds it. Pure.
import type { MeasureInput, MeasureKind } from '#server/cases/wire.ts';

export type MeasureForm = {
  kind: MeasureKind | 'remove_all';
  /** null: until it is lifted. */
  hours: number | null;
  seconds: number;
  /** Of grounds/grounds.ts; empty until it is chosen. */
  ground: string;
  note: string;
  /** Typed to confirm what cannot be taken back. */
  name: string;
};

const HOUR_MS = 3_600_000;
const DAYS = [1, 3, 7, 30, 90].map((days) => days * 24);

/** For how long, in hours; a warning and a ban are not for a time, a suspension is never without an end. */
export const spansOf = (kind: MeasureForm['kind']): (number | null)[] => {
  if (kind === 'suspension') return DAYS;
  return kind === 'slow' || kind === 'approval' ? [1, ...DAYS, null] : [];
};

export const PACES = [60, 300, 900, 3600];

/** A span that the newly chosen kind does not have gives way to its own usual one. */
export function choose(form: MeasureForm, kind: MeasureForm['kind']): MeasureForm {
  const spans = spansOf(kind);
  return { ...form, kind, hours: spans.includes(form.hours) ? form.hours : (spans[1] ?? null) };
}

export function measureOf({ kind, hours, seconds }: MeasureForm & { kind: MeasureKind }, now: number): MeasureInput {
  const until = spansOf(kind).length > 0 && hours !== null ? new Date(now + hours * HOUR_MS).toISOString() : null;
  return { kind, until, ...(kind === 'slow' && { seconds }) };
}

/** Characters below which no fact is stated: the server asks as much. */
const MIN_FACTS = 20;

/** What keeps it from being sent: of a measure on a member, nothing but the note states the facts. */
export function problemOf({ kind, ground, note, name }: MeasureForm, of: { name: string }): 'ground' | 'note' | 'name' | null {
  if (ground === '') return 'ground';
  if (kind === 'remove_all') return name.trim() === of.name ? null : 'name';
  return note.trim().length < MIN_FACTS ? 'note' : null;
}
