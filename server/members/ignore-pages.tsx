import { Hono } from 'hono';
import { Face } from '../../widget/thread/Face.tsx';
import { renderDoor, typedIn } from '../accounts/form.tsx';
import { requireSite, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { ignoredBy, setIgnored } from './ignore.ts';
import { asMember } from './own.ts';
import { OwnTabs } from './OwnTabs.tsx';
import { photoUrl } from './photo-url.ts';

/** Whom one ignores, and the way back. They are never told. */
export const ignorePages = new Hono<Env>()
  .get('/account/ignored', (c) =>
    asMember(c, async ({ member }) => {
      const t = wordsOf(c);
      const { db, config } = c.var.deps;
      const rows = await ignoredBy(db.read, member.id);
      return renderDoor(c, {
        title: t('own.ignored'),
        children: (
          <>
            <h1>{t('own.ignored')}</h1>
            <OwnTabs t={t} here="/account/ignored" />
            <p class="meta">{t(rows.length === 0 ? 'ignore.nobody' : 'ignore.what')}</p>
            <ul class="rows">
              {rows.map(({ uid, name, photo: file }) => {
                const photo = photoUrl(config, requireSite(c), file);
                return (
                  <li key={uid} class="lead">
                    <Face author={{ id: uid, name, ...(photo && { photo }) }} />
                    <form class="line ends" method="post" action="/account/ignored">
                      <a href={`/members/${uid}`}>{name}</a>
                      <button class="act say" name="id" value={uid} aria-label={t('ignore.stop', { name })}>
                        {t('ignore.again')}
                      </button>
                    </form>
                  </li>
                );
              })}
            </ul>
          </>
        ),
      });
    }),
  )
  .post('/account/ignored', (c) =>
    asMember(c, async ({ member }) => {
      const { id = '' } = await typedIn(c);
      await setIgnored(c.var.deps, member, id, false);
      return c.redirect('/account/ignored', 303);
    }),
  );
