import { USUAL_PACE } from '#server/moderation/phases/flood.ts';
// A text of a member with a record, as the phases are given it.
import { renderBody } from '#server/markdown/render.ts';
import type { Draft } from '#server/moderation/screen.ts';
import { screeningOf } from '#server/moderation/screening.ts';
import type { Screening } from '#server/sites/wire.ts';

export const now = new Date('2026-11-22T12:00:00Z');
export const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const START = screeningOf({} as Parameters<typeof screeningOf>[0]);

export type Given = Partial<Omit<Draft, 'author' | 'screening'>> & { author?: Partial<Draft['author']>; screening?: Partial<Screening> };

export async function draft(source: string, { author, screening, ...more }: Given = {}): Promise<Draft> {
  return {
    source,
    html: await renderBody(source, 'markdown'),
    author: {
      role: 'member',
      postCount: 40,
      rejectedCount: 0,
      createdAt: daysAgo(400),
      emailConfirmed: true,
      suspicion: [],
      watched: false,
      approval: false,
      addresses: ['ada@example.test'],
      ...author,
    },
    latest: [],
    pace: USUAL_PACE,
    beside: [],
    removed: [],
    returned: [],
    typedMs: null,
    wasPublic: false,
    wasApproved: false,
    moderation: 'after',
    locale: 'fr',
    score: null,
    now,
    ...more,
    screening: { ...START, ...screening },
  };
}
