import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deps } from '../deps.ts';
import { readCaptions } from '../media/captions.ts';
import { saveCaptions } from '../media/save-captions.ts';
import { upload, type Sender } from '../media/upload.ts';
import { installationFolder } from '../ops/root.ts';

/** A sound or a film of a few seconds, made for the demonstration, and what is heard in it: two files of demo/media. */
export type DemoPlayable = { file: 'flood' | 'night-train'; alt: string; credit: string };

/** Resolves with the line that shows it. */
export async function sendPlayable(deps: Deps, who: Sender, { file, alt, credit }: DemoPlayable): Promise<string> {
  const { id } = await upload(deps, who, new Blob([readFileSync(join(folder(), `${file}.webm`))]).stream());
  const captions = readCaptions(readFileSync(join(folder(), `${file}.vtt`)));
  await saveCaptions(deps, { uid: id, memberId: who.actor.member.id }, () => ({ captions: { ...captions, language: 'fr' } }));
  return `![${alt}](media:${id} "${credit}")`;
}

function folder(): string {
  const built = import.meta.filename.endsWith('.js');
  return join(installationFolder(), built ? 'dist/server/demo-media' : 'server/demo/media');
}
