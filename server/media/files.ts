import { widthsOf } from './picture.ts';

type Medium = { key: string; width: number | null };

/** Spread over folders by what is random in its name. */
export const fileName = ({ key }: Pick<Medium, 'key'>, width: number) => `${key.slice(0, 2)}/${key}/${width}.webp`;

/** All that lies in the store of one medium. */
export const fileNames = (medium: Medium): string[] => widthsOf(medium.width!).map((width) => fileName(medium, width));
