import { and, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { isNotBanned } from '../notifications/may-tell.ts';

/** Whether there is somebody here to thank, or to give something: not who left, nor who is banned. */
export async function mayReceive(reader: Reader, memberId: number, now: Date): Promise<boolean> {
  const { members } = reader.t;
  return (await reader.$count(members, and(eq(members.id, memberId), isNull(members.goneAt), isNotBanned(reader, members.id, now)))) > 0;
}
