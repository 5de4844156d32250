import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader } from '../db/database.ts';
import type { Narrowing } from './list.ts';
import { REASONS } from './reasons.ts';
import type { CaseFilter } from './wire.ts';

const HOUR_MS = 3_600_000;
/** What has no row: nothing is in it. */
const NOWHERE = 0;
const MAX_NAME = 200;

/** The filter as an address has it. */
export const filterInput = {
  section: z.string().max(MAX_NAME).optional(),
  space: z.string().max(MAX_NAME).optional(),
  thread: z.uuid('field.wrong').optional(),
  reason: z.enum(REASONS, 'field.wrong').optional(),
  language: z.string().max(8).optional(),
  age: z.coerce.number('field.wrong').min(0).max(100_000).optional(),
  score: z.coerce.number('field.wrong').min(0).max(1000).optional(),
};

type Given = { [Name in keyof CaseFilter]?: CaseFilter[Name] | undefined };

export async function readFilter(reader: Reader, siteId: number, given: Given, now: Date): Promise<Narrowing> {
  const { section, space, thread, reason, language, age, score } = given;
  return {
    section,
    reason,
    language,
    score,
    spaceId: space === undefined ? undefined : await spaceNamed(reader, siteId, space),
    threadId: thread === undefined ? undefined : await threadNamed(reader, siteId, thread),
    openedBefore: age === undefined ? undefined : new Date(now.getTime() - age * HOUR_MS),
  };
}

async function spaceNamed(reader: Reader, siteId: number, slug: string): Promise<number> {
  const { spaces } = reader.t;
  const [row] = await reader
    .select({ id: spaces.id })
    .from(spaces)
    .where(and(eq(spaces.siteId, siteId), eq(spaces.slug, slug)));
  return row?.id ?? NOWHERE;
}

async function threadNamed(reader: Reader, siteId: number, uid: string): Promise<number> {
  const { threads } = reader.t;
  const [row] = await reader
    .select({ id: threads.id })
    .from(threads)
    .where(and(eq(threads.siteId, siteId), eq(threads.uid, uid)));
  return row?.id ?? NOWHERE;
}
