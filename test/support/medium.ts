import type { Deps } from '#server/deps.ts';
import type { Actor } from '#server/http/who.ts';
import { upload } from '#server/media/upload.ts';
import type { Site } from '#server/sites/queries.ts';

type Sender = { member: { id: number } };

/** A picture, a sound or a film of somebody who may send one, not in any post yet: its id. */
export async function sendMedium({ deps, site }: { deps: Deps; site: Site }, { member }: Sender, bytes: Uint8Array): Promise<string> {
  const actor = { member: { ...member, role: 'moderator' } } as Actor;
  return (await upload(deps, { site, actor }, new Blob([new Uint8Array(bytes)]).stream())).id;
}
