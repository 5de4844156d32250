import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the build left in dist, as the server needs it. */
export type Assets = {
  /** Folder that holds embed.js, embed/ and admin/. */
  folder: string;
  manifest: EmbedManifest;
};

export type EmbedManifest = {
  /** The element's module, in embed/. */
  element: string;
  locales: Record<'fr' | 'en', string>;
  /** The component's minified sheet, byte for byte what the element adopts. */
  css: string;
  /** `sha256-…` of it: what a publisher's style-src may name, per release. */
  styleHash: string;
  /** The module that keeps the bell of our own pages true. */
  bell: string;
  /** The module that says on our lists what was opened since. */
  forum: string;
  /** The module that keeps an event's counts true. */
  event: string;
  /** The sheet of posts shown by themselves. */
  quotes: string;
  /** Address of the sheet of our own pages. */
  pages: string;
  /** Address of the script of those that take a passkey. */
  passkeys: string;
  /** Address of the script of the page that opens a conversation. */
  newTopic: string;
  /** Address of the script of galleries. */
  gallery: string;
  /** Address of the script of the page of one's devices. */
  push: string;
  /** Address of the script of the page of one's settings. */
  zone: string;
};

/** Refuses to start without a build: half a product is none. */
export function readAssets(folder: string): Assets {
  const file = join(folder, 'embed/manifest.json');
  if (!existsSync(file)) throw new Error(`no build in ${folder}: run \`npm run build\` first`);
  return { folder, manifest: JSON.parse(readFileSync(file, 'utf8')) as EmbedManifest };
}
