import { widthsOf } from './picture.ts';

type Medium = { kind: 'image' | 'audio' | 'video'; key: string; type: string; width: number | null };

/** What follows the dot, by what lies there. */
const ENDS: Record<string, string> = {
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/webm': 'webm',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
};
export const endOf = (type: string) => ENDS[type] ?? 'webp';

/** Spread over folders by what is random in its name. */
const folderOf = ({ key }: Pick<Medium, 'key'>) => `${key.slice(0, 2)}/${key}`;

export const fileName = (medium: Pick<Medium, 'key'>, width: number) => `${folderOf(medium)}/${width}.webp`;
export const playName = (medium: Pick<Medium, 'key' | 'type'>) => `${folderOf(medium)}/play.${endOf(medium.type)}`;

/** All that lies in the store of one medium. */
export const fileNames = (medium: Medium): string[] =>
  medium.kind === 'image' ? widthsOf(medium.width!).map((width) => fileName(medium, width)) : [playName(medium)];

/** It at its largest. */
export const largestName = (medium: Medium): string => fileNames(medium).at(-1)!;
