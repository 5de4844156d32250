import { OWN, type Person, type World } from '../../support/world.ts';

const HOST = new URL(OWN).host;

/** A page of ours as somebody reads it, or what its form answers. */
export async function ask({ app }: World, who: Person | null, path: string, fields?: Record<string, string>) {
  const response = await app.request(`${OWN}${path}`, {
    method: fields ? 'POST' : 'GET',
    headers: {
      host: HOST,
      accept: 'text/html',
      ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...who?.asPage,
    },
    ...(fields && { body: new URLSearchParams(fields).toString() }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
