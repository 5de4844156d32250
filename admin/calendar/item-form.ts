// Between an item and its form, whose fields are all text. Pure.
import type { DigestDetails } from '#server/digests/wire.ts';
import type { ItemWire, Planned, PlannedKind } from '#server/planning/wire.ts';
import { clockIn, momentIn } from './zone.ts';

export type ItemForm = {
  kind: PlannedKind;
  title: string;
  source: string;
  at: string;
  minutes: string;
  space: string;
  article: string;
  voice: string;
  partner: string;
  pinned: boolean;
  tags: string;
  closesAt: string;
  answersFrom: string;
  answersUntil: string;
  /** Of its kind, by the names that its fields have. */
  details: Record<string, string>;
  checklist: Planned['checklist'];
};

/** What each kind asks of its own: moments, lines of several, a line. */
export const KIND_FIELDS: Partial<Record<PlannedKind, { name: string; as: 'moment' | 'lines' | 'line' }[]>> = {
  poll: [
    { name: 'options', as: 'lines' },
    { name: 'closesAt', as: 'moment' },
  ],
  event: [
    { name: 'startsAt', as: 'moment' },
    { name: 'endsAt', as: 'moment' },
    { name: 'place', as: 'line' },
  ],
  live: [{ name: 'startsAt', as: 'moment' }],
  testimony: [
    { name: 'fields', as: 'lines' },
    { name: 'closesAt', as: 'moment' },
    { name: 'keepDays', as: 'line' },
  ],
};

export const EMPTY: ItemForm = {
  kind: 'discussion',
  title: '',
  source: '',
  at: '',
  minutes: '60',
  space: '',
  article: '',
  voice: '',
  partner: '',
  pinned: false,
  tags: '',
  closesAt: '',
  answersFrom: '',
  answersUntil: '',
  details: {},
  checklist: [],
};

export function toForm(item: Planned, zone: string): ItemForm {
  const clock = (at: string | null) => (at === null ? '' : clockIn(zone, Date.parse(at)));
  return {
    kind: item.kind,
    title: item.title,
    source: item.source,
    at: clock(item.at),
    minutes: String(item.minutes),
    space: item.space ?? '',
    article: item.article ?? '',
    voice: item.voice ?? '',
    partner: item.partner ?? '',
    pinned: item.pinned,
    tags: item.tags.join(', '),
    closesAt: clock(item.dates.closesAt),
    answersFrom: clock(item.dates.answersFrom),
    answersUntil: clock(item.dates.answersUntil),
    details:
      item.kind === 'digest'
        ? digestToText(item.details)
        : Object.fromEntries(
            (KIND_FIELDS[item.kind] ?? []).map(({ name, as }) => [name, detailToText(item.details[name], { name, as }, clock)]),
          ),
    checklist: item.checklist,
  };
}

/** A letter's: to whom as `space:velo`, conversations one a line. */
function digestToText({ to, threads, best }: Partial<DigestDetails>): Record<string, string> {
  return { to: to ? `${to.kind}:${to.target}` : '', threads: (threads ?? []).join('\n'), best: best ? 'on' : '' };
}

function digestOf({ to = '', threads = '', best = '' }: Record<string, string>) {
  const [, kind, target] = /^(\w+):([^]+)$/.exec(to) ?? [];
  const addresses = threads.split('\n').map((line) => line.trim());
  return { to: kind ? { kind, target } : null, threads: addresses.filter(Boolean), best: best === 'on' };
}

function detailToText(value: unknown, { as }: { name: string; as: string }, clock: (at: string | null) => string): string {
  if (Array.isArray(value)) return value.map(lineOf).join('\n');
  const said = lineOf(value);
  return as === 'moment' && said !== '' ? clock(said) : said;
}

/** A choice, or what a call asks. */
function lineOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return (value as { label?: string } | null | undefined)?.label ?? '';
}

/** What is no date goes out as it was typed: the server says what is wrong with it, beside its field. */
export function fromForm(form: ItemForm, zone: string, before?: Planned): Planned {
  const moment = (clock: string) => (clock === '' ? null : momentIn(zone, clock));
  return {
    kind: form.kind,
    title: form.title,
    source: form.source,
    at: moment(form.at),
    minutes: Number(form.minutes),
    space: form.kind === 'article' || form.kind === 'digest' ? null : form.space || null,
    article: form.article.trim() || null,
    voice: form.voice || null,
    partner: form.kind === 'article' || form.kind === 'digest' ? null : form.partner || null,
    pinned: form.pinned,
    tags: form.tags
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
    dates: {
      answersFrom: moment(form.answersFrom),
      answersUntil: moment(form.answersUntil),
      closesAt: moment(form.closesAt),
      remindsAt: before?.dates.remindsAt ?? null,
    },
    details: form.kind === 'digest' ? digestOf(form.details) : detailsOf(form, zone, before?.kind === form.kind ? before.details : {}),
    checklist: form.checklist.filter(({ text }) => text.trim()),
  };
}

/** What the form does not show stays as it was. */
function detailsOf({ kind, details }: ItemForm, zone: string, before: Planned['details']): Planned['details'] {
  const said = (KIND_FIELDS[kind] ?? []).flatMap(({ name, as }): [string, unknown][] => {
    const typed = (details[name] ?? '').trim();
    if (typed === '') return [];
    if (as === 'moment') return [[name, momentIn(zone, typed)]];
    if (as === 'line') return [[name, typed]];
    const lines = typed.split('\n').filter((line) => line.trim());
    return [[name, kind === 'testimony' ? lines.map((label) => ({ type: 'long', label })) : lines]];
  });
  const shown = new Set((KIND_FIELDS[kind] ?? []).map(({ name }) => name));
  const kept = Object.entries(before).filter(([name]) => !shown.has(name));
  return { ...Object.fromEntries(kept), ...Object.fromEntries(said), ...(kind === 'event' && { timeZone: zone }) };
}

/** Of what somebody else changed, what differs from what this form says. */
export function changedBy(item: ItemWire, since: number): { by: string | null; fields: string[] }[] {
  return item.changes.filter(({ version }) => version > since).map(({ by, before }) => ({ by, fields: Object.keys(before) }));
}
