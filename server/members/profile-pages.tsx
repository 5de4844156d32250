import { Hono, type Context } from 'hono';
import { Face } from '../../widget/thread/Face.tsx';
import { check, Field, Form, orAgain, renderDoor, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { BadgeName } from '../belonging/BadgeName.tsx';
import { badgesOf, type Badge } from '../belonging/badges-of.ts';
import { Refusal } from '../errors.ts';
import { threadsOpenedBy } from '../forum/queries.ts';
import { cursorOf, readCursor } from '../http/cursor.ts';
import { actorOf, requireSite, staffOf, type Actor, type Env } from '../http/who.ts';
import { dateOf } from '../i18n/translate.ts';
import { personData } from '../machines/person-data.ts';
import { renderPage, wordsOf, zoneOf, type Translate } from '../pages/page.tsx';
import { canModerate, voiceOf } from '../threads/policy.ts';
import { threadPath } from '../threads/thread-path.ts';
import { ignoredBy, setIgnored } from './ignore.ts';
import { NamesForStaff, NameSection } from './NameSection.tsx';
import { asMember } from './own.ts';
import { OwnTabs } from './OwnTabs.tsx';
import { dropPhotos, PHOTO_BYTES, setPhoto } from './photo.ts';
import { photoUrl } from './photo-url.ts';
import { PostList } from './PostList.tsx';
import { findProfile, POSTS_PAGE, postsOf, profileInput, saveProfile, type Profile } from './profile.ts';
import { formerNamesOf, nameInput, renameInput, renameMember, renameSelf } from './rename.ts';

/** What anybody may read of a member, and what they say of themselves. */
export const profilePages = new Hono<Env>()
  .get('/members/:id', async (c) => showProfile(c, await find(c)))
  .post('/members/:id/ignored', (c) =>
    asMember(c, async ({ member }) => {
      const { ignored } = await typedIn(c);
      await setIgnored(c.var.deps, member, c.req.param('id'), ignored === 'yes');
      return c.redirect(`/members/${c.req.param('id')}`, 303);
    }),
  )
  .post('/members/:id/photo/removal', async (c) => {
    staffOf(c);
    const { id, uid } = await find(c);
    await c.var.deps.db.write((tx) => dropPhotos(tx, id));
    return c.redirect(`/members/${uid}`, 303);
  })
  .post('/members/:id/name', async (c) => {
    const typed = await typedIn(c);
    const member = await find(c);
    return orAgain(
      c,
      async () => {
        const { name, reason } = check(renameInput, typed);
        await renameMember(c.var.deps, staffOf(c), { member, to: name, reason, ip: c.var.address.ip });
        return c.redirect(`/members/${member.uid}`, 303);
      },
      (problem) => showProfile(c, member, { typed, problem }),
    );
  })
  .get('/account/profile', (c) => asMember(c, (actor) => showForm(c, actor)))
  .post('/account/name', (c) =>
    asMember(c, async (actor) => {
      const typed = await typedIn(c);
      return orAgain(
        c,
        async () => {
          await renameSelf(c.var.deps, actor, { site: requireSite(c), to: check(nameInput, typed).name });
          return c.redirect('/account/profile?done=name', 303);
        },
        (problem) => showForm(c, actor, { typed, problem, of: 'name' }),
      );
    }),
  )
  .post('/account/profile', (c) =>
    asMember(c, async (actor) => {
      const typed = await typedIn(c);
      return orAgain(
        c,
        async () => {
          const input = check(profileInput, typed);
          await c.var.deps.db.write((tx) => saveProfile(tx, actor.member.id, input));
          return c.redirect('/account/profile?done=profile', 303);
        },
        (problem) => showForm(c, actor, { typed, problem, of: 'about' }),
      );
    }),
  )
  .post('/account/photo', (c) =>
    asMember(c, (actor) =>
      orAgain(
        c,
        async () => {
          await setPhoto(c.var.deps, actor.member, await photoIn(c));
          return c.redirect('/account/profile?done=photo', 303);
        },
        (problem) => showForm(c, actor, { problem, of: 'photo' }),
      ),
    ),
  );

async function find(c: Context<Env, string>): Promise<Profile> {
  const profile = await findProfile(c.var.deps.db.read, requireSite(c).id, c.req.param('id') ?? '');
  if (!profile) throw new Refusal('not_found');
  return profile;
}

/** The file of the form; none where it asks to take the photo off. */
async function photoIn(c: Context<Env>): Promise<Uint8Array | null> {
  const body = await c.req.parseBody().catch(() => {
    throw new Refusal('malformed');
  });
  if (body.none) return null;
  if (!(body.photo instanceof File) || body.photo.size === 0) throw new Refusal('invalid', { fields: { photo: ['field.required'] } });
  return new Uint8Array(await body.photo.arrayBuffer());
}

async function showProfile(c: Context<Env>, profile: Profile, { typed, problem }: { typed?: Typed; problem?: Problem } = {}) {
  const t = wordsOf(c);
  const { read } = c.var.deps.db;
  const site = requireSite(c);
  const viewer = await actorOf(c, site);
  const before = readCursor(c.req.query('before'));
  const rows = await postsOf(read, profile.id, { publicAt: c.var.deps.now(), before });
  const opened = before ? [] : await threadsOpenedBy(read, profile.id, c.var.deps.now());
  const ignored = viewer ? (await ignoredBy(read, viewer.member.id)).some(({ uid }) => uid === profile.uid) : false;
  const moderates = viewer?.via === 'cookie' && canModerate(viewer.member);
  const badges = (await badgesOf(read, profile, c.var.deps.now())).filter(({ hidden }) => !hidden);
  const former = moderates ? await formerNamesOf(read, profile.id) : [];
  return renderPage(c, {
    title: profile.name,
    head: {
      of: 'members',
      type: 'profile',
      description: profile.bio ?? t('head.member', { site: site.settings.name, name: profile.name }),
      feeds: `/members/${profile.uid}`,
      data: [personData(c.var.deps.config, site, profile)],
    },
    status: problem?.status,
    children: (
      <article class="flow">
        <Head c={c} t={t} profile={profile} />
        {badges.length > 0 && <Badges c={c} t={t} badges={badges} />}
        {viewer?.member.id === profile.id && (
          <p class="line">
            <a class="btn" href="/account/profile">
              {t('profile.edit')}
            </a>
          </p>
        )}
        {viewer?.member.id !== profile.id && (
          <p class="line">
            <a class="btn" href={`/follow/author/${profile.uid}`}>
              {t('follows.linkTo', { name: profile.name })}
            </a>
          </p>
        )}
        {viewer && viewer.member.id !== profile.id && (
          <form method="post" action={`/members/${profile.uid}/ignored`}>
            {ignored && <p class="note warn">{t('ignore.already', { name: profile.name })}</p>}
            <button class="btn" name="ignored" value={ignored ? 'no' : 'yes'}>
              {t(ignored ? 'ignore.stop' : 'ignore.start', { name: profile.name })}
            </button>
          </form>
        )}
        {moderates && (
          <NamesForStaff
            t={t}
            uid={profile.uid}
            former={former}
            day={(date) => dateOf(c.var.locale, date, zoneOf(c))}
            typed={typed}
            problem={problem}
          />
        )}
        {moderates && profile.photo && (
          <form method="post" action={`/members/${profile.uid}/photo/removal`}>
            <button class="btn">{t('photo.takeOff')}</button>
          </form>
        )}
        {opened.length > 0 && (
          <section class="flow">
            <h2>{t('profile.threads')}</h2>
            <ol class="rows">
              {opened.map((thread) => (
                <li key={thread.uid}>
                  <a href={threadPath(thread)}>{thread.title}</a>
                  <p class="meta">
                    <span>{t('forum.answers', { n: thread.count })}</span>
                    <time dateTime={thread.createdAt.toISOString()}>{dateOf(c.var.locale, thread.createdAt, zoneOf(c))}</time>
                  </p>
                </li>
              ))}
            </ol>
          </section>
        )}
        <section class="flow">
          <h2>{t('profile.posts')}</h2>
          {rows.length === 0 && <p class="meta">{t('profile.noPosts')}</p>}
          <PostList c={c} rows={rows.slice(0, POSTS_PAGE)} />
          {rows.length > POSTS_PAGE && (
            <p class="centre">
              <a class="btn" href={`/members/${profile.uid}?before=${cursorOf(rows[POSTS_PAGE - 1]!)}`}>
                {t('profile.older')}
              </a>
            </p>
          )}
        </section>
      </article>
    ),
  });
}

function Head({ c, t, profile }: { c: Context<Env>; t: Translate; profile: Profile }) {
  const photo = photoUrl(c.var.deps.config, requireSite(c), profile.photo);
  const { uid, name, title, affiliation, interests, bio, links, badges } = profile;
  const voice = voiceOf(profile) ?? (profile.role === 'expert' ? 'expert' : null);
  const said = new Set(
    [voice && t(`profile.${voice}`), title, affiliation, ...(badges ?? [])].filter((part): part is string => Boolean(part)),
  );
  return (
    <>
      <header class="lead who">
        <Face author={{ id: uid, name, ...(photo && { photo }) }} />
        <div>
          <h1>{name}</h1>
          {said.size > 0 && (
            <p class="meta">
              {[...said].map((part) => (
                <span key={part}>{part}</span>
              ))}
            </p>
          )}
        </div>
      </header>
      {bio && <p class="lede">{bio}</p>}
      {interests && <p class="meta">{t('profile.interests', { interests })}</p>}
      {links && (
        <ul class="rows tight">
          {links.map((link) => (
            <li key={link}>
              <a href={link} rel="ugc nofollow noopener">
                {link.replace(/^https?:\/\/(?:www\.)?|\/$/g, '')}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What they are for is said to their member alone. */
function Badges({ c, t, badges }: { c: Context<Env>; t: Translate; badges: Badge[] }) {
  return (
    <ul class="marks" aria-label={t('badges.of')}>
      {badges.map((badge) => (
        <li key={badge.key}>
          <BadgeName badge={badge} t={t} locale={c.var.locale} />
        </li>
      ))}
    </ul>
  );
}

type Again = { typed?: Typed; problem?: Problem; of?: 'name' | 'photo' | 'about' };

async function showForm(c: Context<Env>, { member }: Actor, { typed, problem, of }: Again = {}) {
  const t = wordsOf(c);
  const site = requireSite(c);
  const profile = (await findProfile(c.var.deps.db.read, site.id, member.uid))!;
  const photo = photoUrl(c.var.deps.config, site, profile.photo);
  const former = await formerNamesOf(c.var.deps.db.read, member.id);
  const problemOf = (form: Again['of']) => (of === form ? problem : undefined);
  const done = ({ profile: 'profile.saved', photo: 'photo.saved', name: 'profile.nameSaved' } as const)[c.req.query('done') ?? ''];
  return renderDoor(c, {
    title: t('own.profile'),
    status: problem?.status,
    children: (
      <>
        <h1>{profile.name}</h1>
        <OwnTabs t={t} here="/account/profile" />
        {done && !problem && <output class="note good">{t(done)}</output>}
        <p>
          <a href={`/members/${profile.uid}`}>{t('profile.see')}</a>
        </p>
        <NameSection t={t} me={profile} former={former} typed={typed} problem={problemOf('name')} />
        <section class="flow">
          <h2>{t('photo.title')}</h2>
          <form class="flow" method="post" action="/account/photo" encType="multipart/form-data">
            <div class="lead who">
              <Face author={{ id: profile.uid, name: profile.name, ...(photo && { photo }) }} />
              <Field
                name="photo"
                type="file"
                accept="image/jpeg,image/png,image/webp,image/gif"
                required={false}
                label={t('photo.choose')}
                help={t('photo.help', { max: PHOTO_BYTES / 1024 / 1024 })}
                problem={problemOf('photo')}
              />
            </div>
            <button class="btn">{t('photo.save')}</button>
            {photo && (
              <button class="btn" name="none" value="yes">
                {t('photo.takeOff')}
              </button>
            )}
          </form>
        </section>
        <section class="flow">
          <h2>{t('profile.about')}</h2>
          <Form action="/account/profile" problem={problemOf('about')}>
            <Field
              name="bio"
              label={t('profile.bio')}
              lines={4}
              required={false}
              value={typed?.bio ?? profile.bio ?? ''}
              problem={problemOf('about')}
            />
            <Field
              name="links"
              label={t('profile.links')}
              help={t('profile.linksHelp')}
              lines={3}
              required={false}
              value={typed?.links ?? profile.links?.join('\n') ?? ''}
              problem={problemOf('about')}
            />
            <button class="btn main">{t('account.save')}</button>
          </Form>
        </section>
      </>
    ),
  });
}
