import type { PartnersWire } from '#server/partners/wire.ts';
import type { Person } from './world.ts';

/** One who pays, shown on our pages alone. Resolves with its id. */
export async function makePartner(by: Person, key: string): Promise<string> {
  const look = { accent: null, accentDark: null, ink: null, inkDark: null, paper: null, paperDark: null };
  const given = { key, name: `Maison ${key}`, label: 'sponsored', url: `https://www.${key}.test/`, origins: [], moderation: null, look };
  const { status, body, text } = await by.desk<PartnersWire>('POST', '/api/v1/partners', given);
  if (status !== 201 && status !== 200) throw new Error(text);
  return body.partners.find((one) => one.key === key)!.id;
}
