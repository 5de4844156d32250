import { and, eq, isNotNull } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import { renderBody } from '../markdown/render.ts';
import { countSeen, withSeen } from '../openings/shown.ts';
import { siteUrl } from '../sites/url.ts';
import { isNewsroom } from '../threads/policy.ts';
import { dateIn, daysAfter } from '../time/wall-time.ts';
import { SENT } from './calendar.ts';
import { dice } from './dice.ts';

/** Days before today. */
const DAYS = 60;
/** What leads there, and its share of a hundred visits. */
const HOSTS: [host: string, share: number][] = [
  ['', 41],
  ['www.courrier-saint-aubin.example', 30],
  ['www.google.com', 14],
  ['meteo.vallee-de-l-orne.example', 6],
  ['mairie.saint-aubin.example', 5],
  ['mastodon.example', 4],
];

/** Links that were given out: how many days ago, and what a day of them brings at first. */
const CAMPAIGNS = [
  { name: 'La lettre du vendredi', source: 'lettre', medium: 'courriel', campaign: '', url: '/', since: 60, visits: 160 },
  { name: 'Affiche du marché, QR code', source: 'marche', medium: 'affiche', campaign: 'dimanche', url: '/ideas', since: 24, visits: 36 },
  { name: 'La mairie, page du pont', source: 'mairie', medium: 'site', campaign: 'pont', url: '/s/la-lieuse', since: 12, visits: 60 },
];

/** What the newsroom's last letter brought, by the day since it left (calendar.ts). */
const LETTER = [
  { visits: 58, posts: 6, follows: 3 },
  { visits: 31, posts: 4, follows: 1 },
  { visits: 9, posts: 1, follows: 0 },
];

/** What half of the members read in place of the first. */
const SECOND = 'Une question avant tout : qu’avez-vous vu, vous, et quand ? Le reste viendra après.';

/** Two months of readers: more on weekdays, and where there is more to read. */
export async function addAudience({ db, config, newId, now }: Deps, site: Site) {
  const { id: siteId, timeZone } = site;
  const { threads, members } = db.read.t;
  const read = await db.read
    .select({
      id: threads.id,
      articleId: threads.articleId,
      kind: threads.kind,
      count: threads.count,
      since: threads.createdAt,
      openedAs: members.role,
    })
    .from(threads)
    .leftJoin(members, eq(members.id, threads.authorId))
    .where(and(eq(threads.siteId, siteId), isNotNull(threads.lastAt)))
    .orderBy(threads.id);
  const throws = dice(70);
  const today = dateIn(now(), timeZone);
  const around = (n: number) => Math.round(n * (0.8 + 0.4 * throws.next()));
  const days = Array.from({ length: DAYS }, (_, i) => daysAfter(today, i - DAYS));
  const pages = days.flatMap((day) => {
    const weekend = [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
    const known = read.filter(({ since }) => dateIn(since, timeZone) <= day);
    const each = known.map(({ id, articleId, count }) => {
      const visitors = around((weekend ? 30 : 45) * Math.sqrt(count));
      return {
        siteId,
        day,
        articleId: articleId ?? 0,
        threadId: articleId ? 0 : id,
        visitors,
        views: Math.round(visitors * 1.6),
        sent: articleId ? Math.round(visitors * 0.15) : 0,
      };
    });
    const visitors = around(weekend ? 1900 : 3100) + Math.round(each.reduce((sum, page) => sum + page.visitors, 0) * 0.6);
    const sent = each.reduce((sum, one) => sum + one.sent, 0);
    return [{ siteId, day, articleId: 0, threadId: 0, visitors, views: Math.round(visitors * 2.3), sent }, ...each];
  });
  const whole = pages.filter(({ articleId, threadId }) => articleId === 0 && threadId === 0);
  const visits = whole.flatMap(({ day, visitors }) =>
    HOSTS.map(([host, share]) => {
      const n = around((visitors * share) / 100);
      return { siteId, day, host, source: '', medium: '', campaign: '', visits: n, visitors: Math.round(n * 0.9) };
    }),
  );
  const came = CAMPAIGNS.flatMap(({ source, medium, campaign, since, ...link }) =>
    days.slice(-since).map((day) => {
      const n = around(link.visits);
      const posts = throws.below(4);
      const done = { posts, firstPosts: Math.min(posts, throws.below(2)), follows: throws.below(2) };
      return { siteId, day, host: '', source, medium, campaign, visits: n, visitors: Math.round(n * 0.8), ...done };
    }),
  );
  const lettered = LETTER.map(({ visits: n, ...done }, i) => {
    const row = { siteId, day: daysAfter(today, i - LETTER.length), host: '', source: 'letter', medium: 'email', campaign: SENT.campaign };
    return { ...row, visits: n, visitors: Math.round(n * 0.9), firstPosts: 0, ...done };
  });
  const discussions = read.filter(({ kind, count }) => kind === 'discussion' && count > 3).toSorted((a, b) => b.count - a.count);
  const [first, second] = discussions;
  const ours = discussions.find(({ openedAs }) => openedAs && isNewsroom({ role: openedAs }))!;
  const goals = [
    { thread: first!, kind: 'contributions' as const, target: Math.ceil(first!.count * 1.4), until: daysAfter(today, 9) },
    { thread: second!, kind: 'answered' as const, target: 60, until: null },
  ];
  await db.write(async (tx) => {
    await tx.insert(tx.t.goals).values(
      goals.map(({ thread, kind, target, until }) => {
        return { uid: newId(), siteId, threadId: thread.id, kind, target, until, createdAt: now() };
      }),
    );
    const html = await renderBody(SECOND, 'markdown');
    const salt = newId();
    const readers = (n: number) => Array.from({ length: n }, (_, i) => ({ key: `${salt} ${config.secret}`, member: `reader ${i}` }));
    const [firstSeen, secondSeen] = [withSeen(null, readers(118)), withSeen(null, readers(126))];
    const shown = { salt, firstSeen, secondSeen, firstShown: countSeen(firstSeen), secondShown: countSeen(secondSeen) };
    await tx
      .insert(tx.t.openings)
      .values({ uid: newId(), siteId, threadId: ours.id, source: SECOND, html, startedAt: ours.since, ...shown });
    await tx.insert(tx.t.campaigns).values(
      CAMPAIGNS.map(({ name, source, medium, campaign, url, since }) => ({
        uid: newId(),
        siteId,
        name,
        source,
        medium,
        campaign,
        url: siteUrl(config, site) + url,
        createdAt: new Date(now().getTime() - since * 86_400_000),
      })),
    );
    for (let i = 0; i < pages.length; i += 500) await tx.insert(tx.t.audienceDays).values(pages.slice(i, i + 500));
    await tx.insert(tx.t.audienceVisits).values([...visits, ...came, ...lettered]);
  });
}
