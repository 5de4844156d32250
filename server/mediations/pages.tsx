import { Hono, type Context } from 'hono';
import { check, Field, Form, orAgain, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { requireMember, requireSite, type Actor, type Env } from '../http/who.ts';
import { dateOf, momentOf } from '../i18n/translate.ts';
import { paragraphsOf } from '../inbox/present.ts';
import { asMember } from '../members/own.ts';
import { renderPage, wordsOf, zoneOf } from '../pages/page.tsx';
import { postById } from '../posts/queries.ts';
import * as input from './input.ts';
import { publishApology } from './publish-apology.ts';
import { markRoomRead, mediatorOf, partiesOf, roomBy, roomsOf, wordsIn, type Room, type WordRow } from './queries.ts';
import { acceptMediation, answerProposal, leaveMediation, proposeThere, speakThere } from './take-part.ts';

/** The room, for its two parties, with forms alone; its mediator is led to the desk. */
export const mediationPages = new Hono<Env>()
  .get('/mediations', (c) => asMember(c, (actor) => showAll(c, actor)))
  .get('/mediations/:id', (c) =>
    asMember(c, async (actor) => {
      const room = await find(c, actor);
      if (isParty(room, actor.member)) return show(c, { actor, room });
      return c.redirect(`/admin/#/mediations/${room.uid}`, 303);
    }),
  )
  .post('/mediations/:id', async (c) => {
    const actor = await requireMember(c, requireSite(c));
    const room = await find(c, actor);
    if (!isParty(room, actor.member)) throw new Refusal('not_found');
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => c.redirect(await act(c, { actor, room }, typed), 303),
      async (problem) => show(c, { actor, room: await find(c, actor) }, { typed, problem }),
    );
  });

type There = { actor: Actor; room: Room };

const isParty = ({ seats }: Room, { id }: Actor['member']) => partiesOf(seats).some(({ memberId }) => memberId === id);

/** Whose seat it is; for all others there is none. */
async function find(c: Context<Env>, { member }: Actor): Promise<Room> {
  const room = await roomBy(c.var.deps.db.read, { siteId: member.siteId, uid: c.req.param('id')! });
  const sits = room && (isParty(room, member) || mediatorOf(room.seats)?.memberId === member.id);
  if (!sits) throw new Refusal('not_found');
  return room;
}

/** Resolves with where it leads. */
async function act(c: Context<Env>, { actor, room }: There, typed: Typed): Promise<string> {
  const { deps, address } = c.var;
  const here = { id: room.id, memberId: actor.member.id };
  const path = `/mediations/${room.uid}`;
  await deps.limit('writeToNewsroom', `member ${actor.member.id}`);
  if (typed.act === 'accept') await acceptMediation(deps, here);
  else if (typed.act === 'leave') await leaveMediation(deps, here);
  else if (typed.act === 'say') await speakThere(deps, here, check(input.saidThere, typed));
  else if (typed.act === 'propose') {
    const own = partiesOf(room.seats).find(({ memberId }) => memberId === here.memberId)!;
    await proposeThere(deps, here, check(input.proposed, { ...typed, publisher: typed.publishes?.trim() ? own.uid : '' }));
  } else if (typed.act === 'agree' || typed.act === 'disagree')
    await answerProposal(deps, here, { ...check(input.answered, typed), agreed: typed.act === 'agree' });
  else if (typed.act === 'publish') {
    const post = (await postById(deps.db.read, await publishApology(deps, { actor, address }, room)))!;
    return post.state === 'published' ? `/p/${post.uid}` : `${path}?done=held`;
  } else throw new Refusal('malformed');
  return `${path}?done=${typed.act}`;
}

async function showAll(c: Context<Env>, { member }: Actor) {
  const t = wordsOf(c);
  const { db } = c.var.deps;
  const rooms = await roomsOf(db.read, { siteId: member.siteId, memberId: member.id, as: 'party' });
  const mediated = await roomsOf(db.read, { siteId: member.siteId, memberId: member.id, as: 'mediator' });
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('mediation.mine'),
    children: (
      <div class="sheet">
        <h1>{t('mediation.mine')}</h1>
        <p class="meta">{t('mediation.what')}</p>
        {rooms.length === 0 && <p class="meta">{t('mediation.none')}</p>}
        <ul class="rows">
          {rooms.map((room) => (
            <li key={room.uid}>
              <a href={`/mediations/${room.uid}`}>{room.subject}</a>
              <span class="block meta">
                {t(
                  room.seats.some((seat) => seat.memberId === member.id && seat.unread)
                    ? 'messages.state.unread'
                    : `mediation.state.${room.state}`,
                )}{' '}
                · {momentOf(c.var.locale, room.at, zoneOf(c))}
              </span>
            </li>
          ))}
        </ul>
        {mediated.length > 0 && (
          <p>
            <a href="/admin/#/mediations">{t('mediation.atDesk')}</a>
          </p>
        )}
      </div>
    ),
  });
}

type Again = { typed: Typed; problem: Problem };

async function show(c: Context<Env>, there: There, again?: Again) {
  const t = wordsOf(c);
  const { deps, locale } = c.var;
  const { actor, room } = there;
  const words = await wordsIn(deps.db.read, room.id);
  const post = room.postId === null ? null : await postById(deps.db.read, room.postId);
  if (c.req.method === 'GET' && (await markRoomRead(deps, room, actor.member.id)))
    deps.bus.emit('notice.added', { memberId: actor.member.id });
  const done = c.req.query('done');
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: room.subject,
    status: again?.problem.status ?? 200,
    children: (
      <div class="sheet">
        <p class="kicker">
          <a href="/mediations">{t('mediation.mine')}</a>
        </p>
        <h1>{room.subject}</h1>
        {(DONE as readonly string[]).includes(done ?? '') && (
          <output class="note good">{t(`mediation.done.${done as (typeof DONE)[number]}`)}</output>
        )}
        <p class="meta">{t('mediation.private')}</p>
        <People c={c} room={room} me={actor.member.id} />
        {post?.state === 'published' && (
          <p>
            <a href={`/p/${post.uid}`}>{t('mediation.about')}</a>
          </p>
        )}
        <ol class="rows">
          {words.map((word) => (
            <li key={word.uid}>
              <Word c={c} there={there} word={word} />
            </li>
          ))}
        </ol>
        {room.endedAt ? (
          <p class="note">
            <strong>{t(`mediation.state.${room.state}`)}</strong> {room.why && t(`mediation.why.${room.why}`)}{' '}
            {t('mediation.kept', { date: dateOf(locale, room.endedAt, zoneOf(c)) })}
          </p>
        ) : (
          <Acts c={c} there={there} canPublish={post !== null} {...(again && { again })} />
        )}
        {room.endedAt && again && (
          <p class="note bad" role="alert">
            {again.problem.note}
          </p>
        )}
      </div>
    ),
  });
}

const DONE = ['accept', 'say', 'propose', 'agree', 'disagree', 'leave', 'held'] as const;

function People({ c, room, me }: { c: Context<Env>; room: Room; me: number }) {
  const t = wordsOf(c);
  const mediator = mediatorOf(room.seats);
  return (
    <ul class="rows">
      <li>
        <strong>{mediator?.name ?? t('mediation.noMediator')}</strong>
        {mediator && <span class="meta"> {t('mediation.seat.mediator')}</span>}
      </li>
      {partiesOf(room.seats).map(({ memberId, name, acceptedAt }) => (
        <li key={memberId}>
          <strong>{name}</strong>
          <span class="meta">
            {' '}
            {memberId === me && t('mediation.you')} {room.state === 'proposed' && t(acceptedAt ? 'mediation.came' : 'mediation.awaited')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Word({ c, there: { actor, room }, word }: { c: Context<Env>; there: There; word: WordRow }) {
  const t = wordsOf(c);
  const mediates = room.seats.some(({ memberId, seat }) => memberId === word.authorId && seat === 'mediator');
  const mine = word.answers.find(({ memberId }) => memberId === actor.member.id);
  return (
    <div>
      <p class="meta">
        <strong>{word.authorName}</strong> {mediates && <span class="badge">{t('mediation.seat.mediator')}</span>}{' '}
        <time dateTime={word.at.toISOString()}>{momentOf(c.var.locale, word.at, zoneOf(c))}</time>
        {word.kind !== 'word' && <> · {t(`mediation.kind.${word.kind}`)}</>}
        {word.state && <> · {t(`mediation.proposal.${word.state}`)}</>}
      </p>
      <div dangerouslySetInnerHTML={{ __html: paragraphsOf(word.text) }} />
      {word.publishes !== null && (
        <figure class="agreed">
          <blockquote class="typed">{word.publishes}</blockquote>
          <figcaption>{t('mediation.publishes', { name: word.publisherName ?? '' })}</figcaption>
        </figure>
      )}
      {word.answers.length > 0 && (
        <ul class="rows meta">
          {word.answers.map(({ memberId, name, agreed, at }) => (
            <li key={memberId}>
              {t(agreed ? 'mediation.agreed' : 'mediation.disagreed', { name, date: momentOf(c.var.locale, at, zoneOf(c)) })}
            </li>
          ))}
        </ul>
      )}
      {word.state === 'open' && !mine && (
        <Form action={`/mediations/${room.uid}`}>
          <input type="hidden" name="proposal" value={word.uid} />
          <p>{t('mediation.agreeHelp')}</p>
          <p class="line">
            <button class="btn main" name="act" value="agree">
              {t('mediation.agree')}
            </button>
            <button class="btn" name="act" value="disagree">
              {t('mediation.disagree')}
            </button>
          </p>
        </Form>
      )}
      {word.state === 'agreed' && word.publisherId === actor.member.id && word.publishedUid === null && (
        <Form action={`/mediations/${room.uid}`}>
          <p>{t('mediation.publishHelp')}</p>
          <button class="btn main" name="act" value="publish">
            {t('mediation.publish')}
          </button>
        </Form>
      )}
      {word.publishedUid && (
        <p>
          <a href={`/p/${word.publishedUid}`}>{t('mediation.published')}</a>
        </p>
      )}
    </div>
  );
}

type ActsProps = { c: Context<Env>; there: There; canPublish: boolean; again?: Again };

function Acts({ c, there: { actor, room }, canPublish, again }: ActsProps) {
  const t = wordsOf(c);
  const date = dateOf(c.var.locale, room.dueAt, zoneOf(c));
  const action = `/mediations/${room.uid}`;
  const accepted = partiesOf(room.seats).some(({ memberId, acceptedAt }) => memberId === actor.member.id && acceptedAt !== null);
  if (room.state === 'proposed')
    return (
      <Form action={action} {...(again && { problem: again.problem })}>
        <p>{t(accepted ? 'mediation.youCame' : 'mediation.asked', { date })}</p>
        <p class="line">
          {!accepted && (
            <button class="btn main" name="act" value="accept">
              {t('mediation.accept')}
            </button>
          )}
          <button class="btn" name="act" value="leave">
            {t(accepted ? 'mediation.leave' : 'mediation.decline')}
          </button>
        </p>
      </Form>
    );
  const faultsOf = (act: string) => (again?.typed.act === act ? { problem: again.problem } : {});
  const typedFor = (act: string): Typed => (again?.typed.act === act ? again.typed : {});
  const [said, put] = [typedFor('say'), typedFor('propose')];
  const other = again && !['say', 'propose'].includes(again.typed.act ?? '');
  return (
    <>
      <p class="meta">{t('mediation.until', { date })}</p>
      {other && (
        <p class="note bad" role="alert">
          <strong>{again.problem.note}</strong>
        </p>
      )}
      <Form action={action} {...faultsOf('say')}>
        <input type="hidden" name="act" value="say" />
        <input type="hidden" name="clientId" value={said.clientId ?? c.var.deps.newId()} />
        <Field name="text" label={t('mediation.word')} lines={5} value={said.text} {...faultsOf('say')} />
        <button class="btn main">{t('mediation.say')}</button>
      </Form>
      <details open={again?.typed.act === 'propose'}>
        <summary>{t('mediation.propose')}</summary>
        <Form action={action} {...faultsOf('propose')}>
          <input type="hidden" name="act" value="propose" />
          <input type="hidden" name="clientId" value={put.clientId ?? c.var.deps.newId()} />
          <Field
            name="text"
            id="proposal"
            label={t('mediation.terms')}
            help={t('mediation.termsHelp')}
            lines={4}
            value={put.text}
            {...faultsOf('propose')}
          />
          {canPublish && (
            <Field
              name="publishes"
              label={t('mediation.apology')}
              help={t('mediation.apologyHelp')}
              lines={4}
              required={false}
              value={put.publishes}
              {...faultsOf('propose')}
            />
          )}
          <button class="btn">{t('mediation.proposeIt')}</button>
        </Form>
      </details>
      <details>
        <summary>{t('mediation.leave')}</summary>
        <Form action={action}>
          <p>{t('mediation.leaveHelp')}</p>
          <button class="btn bad" name="act" value="leave">
            {t('mediation.leaveNow')}
          </button>
        </Form>
      </details>
    </>
  );
}
