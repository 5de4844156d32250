import type { Context } from 'hono';
import { siteFor } from '../accounts/enter.ts';
import { nextOf, pathTo } from '../accounts/next.ts';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { doors } from './doors.ts';
import { providersOf, type Provider } from './queries.ts';

/** The doors of the site that somebody signs in for: the embed's, where its window asks; else this host's. */
export async function openDoors(c: Context<Env>): Promise<Provider[]> {
  const site = await siteFor(c, nextOf(c));
  return site ? (await providersOf(c.var.deps.db.read, site.id)).filter(({ enabled, kind }) => enabled && doors[kind]) : [];
}

/** A button for each. Links, not forms: what follows is another site's page, where a form of ours may not lead. */
export function ProviderDoors({ c, open }: { c: Context<Env>; open: Provider[] }) {
  const t = wordsOf(c);
  if (open.length === 0) return null;
  return (
    <>
      {open.map(({ uid, name }) => (
        <a class="btn" key={uid} href={pathTo(c, `/signin/with/${uid}`)} rel="nofollow">
          {t('signOn.with', { name })}
        </a>
      ))}
      <p class="or">{t('signOn.or')}</p>
    </>
  );
}
