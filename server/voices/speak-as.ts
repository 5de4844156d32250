import type { Member } from '../accounts/queries.ts';
import type { Reader } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Finding } from '../moderation/screen.ts';
import { voicesFor, type Voice } from './queries.ts';

/** The voice of that id, for somebody who may speak for it now. Refuses `forbidden`: whether there is one is not told. */
export async function requireVoice(reader: Reader, member: Pick<Member, 'id' | 'siteId' | 'role'>, uid: string): Promise<Voice> {
  const voice = (await voicesFor(reader, member)).find((one) => one.uid === uid);
  if (!voice) throw new Refusal('forbidden');
  return voice;
}

/** Holds what is said until another has read it. */
export const awaitsSecondEyes: Finding = { phase: 'second_eyes', effect: 'hold', weight: 1, evidence: [], facts: {} };
