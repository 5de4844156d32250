import type { Context } from 'hono';
import type { VNode } from 'preact';
import { actorOf, type Env } from '../http/who.ts';
import type { JsonLd } from '../machines/json-ld.ts';
import { livesOf } from '../lives/queries.ts';
import { textOf } from '../markdown/text-of.ts';
import { spacesOf } from '../members/queries.ts';
import { cut } from '../pages/cut.ts';
import { wordsOf, type Translate } from '../pages/page.tsx';
import { siteUrl } from '../sites/url.ts';
import { isNewsroom, moderates } from '../threads/policy.ts';
import type { Member } from '../accounts/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import type { ThreadPage } from '../threads/wire.ts';
import type { There } from './answer.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { Crowded } from './Crowded.tsx';
import { presentMeetings } from './present.ts';
import { meetingIn } from './queries.ts';
import { sayCounts } from './say-counts.ts';
import { sayHours } from './say-hours.ts';
import { offsetTimeOf } from '../time/wall-time.ts';
import type { MeetingWire } from './wire.ts';

/** Characters: what search engines show of a description. */
const DESCRIPTION = 160;

/** On its thread's page, above what is written in it: when, where, who comes, and what one says of coming. */
export async function MeetingPart(c: Context<Env>, place: There): Promise<VNode | null> {
  const { deps } = c.var;
  const meeting = await meetingIn(deps.db.read, place.thread.id);
  if (!meeting) return null;
  const t = wordsOf(c);
  const actor = await actorOf(c, place.site);
  const [wire] = await presentMeetings(deps, place.site, [{ meeting, ...place.thread }], actor?.member ?? null);
  const { uid } = place.thread;
  return (
    <section class="event" aria-labelledby="event">
      <div class="line ends">
        <p class="kicker" id="event">
          {t('event.state', { state: wire!.state })}
        </p>
        {wire!.state !== 'over' && wire!.state !== 'cancelled' && (
          <a class="plain" href={`/t/${uid}/event.ics`}>
            {t('event.keep')}
          </a>
        )}
      </div>
      {wire!.state === 'cancelled' && <p class="note bad">{wire!.reason}</p>}
      <MeetingFacts c={c} meeting={wire!} />
      <p class="note warn" role="status" id="out-of-date" hidden>
        {t('event.outOfDate')} <a href={threadPath(place.thread)}>{t('event.readAgain')}</a>
      </p>
      <Follow c={c} told={{ id: uid, seq: place.thread.seq, sequence: meeting.sequence }} />
      {(await livesOf(deps.db.read, place.thread.id, deps.now())).map(({ uid: live, title }) => (
        <p key={live}>
          {t('live.ofEvent')} <a href={threadPath({ uid: live, title })}>{title}</a>
        </p>
      ))}
      {(wire!.state === 'announced' || wire!.state === 'under_way') && <AnswerForm t={t} meeting={wire!} />}
      {actor && (await isRunBy(c, actor.member, place)) && (
        <>
          <Crowded t={t} meeting={meeting} />
          <p class="meta">
            <a href={`/events/${uid}/list`}>{t('event.list')}</a>
            <a href={`/events/${uid}/settings`}>{t(wire!.state === 'over' ? 'event.recap' : 'event.settings')}</a>
          </p>
        </>
      )}
    </section>
  );
}

type FollowProps = { c: Context<Env>; told: { id: string; seq: number; sequence: number } };

/** What keeps its counts true while it is read. */
const Follow = ({ c, told }: FollowProps) => (
  <script
    type="module"
    id="follow"
    src={`/embed/${c.var.deps.assets.manifest.event}`}
    data-follow={JSON.stringify({ ...told, locale: c.var.locale })}
    async
  />
);

/** When, where, and how many. */
export function MeetingFacts({ c, meeting }: { c: Context<Env>; meeting: MeetingWire }) {
  const t = wordsOf(c);
  const { startsAt, endsAt, timeZone, place, mapUrl, online, onlineUrl } = meeting;
  return (
    <dl class="facts">
      <dt>{t('event.when')}</dt>
      <dd>
        <time dateTime={startsAt}>{sayHours(c.var.locale, { startsAt: new Date(startsAt), endsAt: new Date(endsAt), timeZone })}</time>
      </dd>
      <dt>{t('event.where')}</dt>
      <dd>
        {place}
        {mapUrl && (
          <>
            {' '}
            <a href={mapUrl} rel="nofollow noopener">
              {t('event.map')}
            </a>
          </>
        )}
        {online && <span class="block">{onlineUrl ? <a href={onlineUrl}>{t('event.joinOnline')}</a> : t('event.onlineForThose')}</span>}
      </dd>
      <dt>{t('event.who')}</dt>
      <dd>
        <span id="counts">{sayCounts(c.var.locale, meeting)}</span>
        <Names t={t} meeting={meeting} />
      </dd>
    </dl>
  );
}

function Names({ t, meeting: { names, comes } }: { t: Translate; meeting: MeetingWire }) {
  if (names.length === 0) return null;
  return (
    <span class="block meta">
      {names.map(({ id, name }) => (
        <a key={id} href={`/members/${id}`}>
          {name}
        </a>
      ))}
      {comes > names.length && <span>{t('event.others', { n: comes - names.length })}</span>}
    </span>
  );
}

async function isRunBy({ var: { deps } }: Context<Env>, member: Member, { site, thread }: There): Promise<boolean> {
  return isNewsroom(member) && moderates({ site, spaces: await spacesOf(deps.db.read, member) }, thread);
}

/** https://developers.google.com/search/docs/appearance/structured-data/event */
export async function meetingData(c: Context<Env>, place: There, page: ThreadPage): Promise<JsonLd[]> {
  const { deps } = c.var;
  const meeting = await meetingIn(deps.db.read, place.thread.id);
  const opening = page.posts.find(({ id, state }) => id === page.thread.opening && state === 'published');
  if (!meeting || !opening) return [];
  const { url } = page.thread;
  const here = meeting.place ? [{ '@type': 'Place', name: meeting.place, address: meeting.place }] : [];
  const online = meeting.onlineUrl ? [{ '@type': 'VirtualLocation', url }] : [];
  const mode = here.length === 0 ? 'Online' : online.length === 0 ? 'Offline' : 'Mixed';
  const hour = (at: Date) => offsetTimeOf(at, meeting.timeZone);
  return [
    {
      '@type': 'Event',
      name: page.thread.title,
      url,
      startDate: hour(meeting.startsAt),
      endDate: hour(meeting.endsAt),
      eventStatus: `https://schema.org/Event${meeting.cancelledAt ? 'Cancelled' : 'Scheduled'}`,
      eventAttendanceMode: `https://schema.org/${mode}EventAttendanceMode`,
      location: [...here, ...online],
      image: [`${siteUrl(deps.config, place.site)}/t/${place.thread.uid}/card.png`],
      description: cut(textOf(opening.html).replace(/\s+/g, ' '), DESCRIPTION),
      organizer: { '@type': 'Organization', name: page.site.name, url: page.site.url },
      ...(meeting.capacity !== null && { maximumAttendeeCapacity: meeting.capacity }),
    },
  ];
}
