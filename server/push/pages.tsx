import { Hono, type Context } from 'hono';
import { check, Form, orAgain, renderDoor, typedIn, type Problem } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import type { Actor, Env } from '../http/who.ts';
import { dateOf } from '../i18n/translate.ts';
import { asMember } from '../members/own.ts';
import { OwnTabs } from '../members/OwnTabs.tsx';
import { wordsOf, zoneOf, type Translate } from '../pages/page.tsx';
import { subscriptionInput } from './input.ts';
import { keepDevice } from './keep-device.ts';
import { pushKeys } from './keys.ts';
import { devicesOf, dropDevice, type Device } from './queries.ts';

/** Which browsers show what a member is told; push-script.ts adds the one that is looked at, when its reader asks. */
export const pushPages = new Hono<Env>()
  .get('/notifications/devices', (c) => asMember(c, (actor) => show(c, actor)))
  .post('/notifications/devices', (c) =>
    asMember(c, async (actor) => {
      const { subscription: typed = '' } = await typedIn(c);
      return orAgain(
        c,
        async () => {
          const subscription = check(subscriptionInput, parsed(typed));
          await keepDevice(c.var.deps, actor, { subscription, agent: c.req.header('user-agent') ?? '' });
          return c.redirect('/notifications/devices?done=added', 303);
        },
        (problem) => show(c, actor, problem),
      );
    }),
  )
  .post('/notifications/devices/:id/removal', (c) =>
    asMember(c, async ({ member }) => {
      const dropped = await c.var.deps.db.write((tx) => dropDevice(tx, member.id, c.req.param('id')));
      if (!dropped) throw new Refusal('not_found');
      return c.redirect('/notifications/devices?done=removed', 303);
    }),
  );

function parsed(json: string): object {
  try {
    return Object(JSON.parse(json)) as object;
  } catch {
    throw new Refusal('malformed');
  }
}

const DONE = { added: 'push.added', removed: 'push.removed' } as const;

async function show(c: Context<Env>, { member, session }: Actor, problem?: Problem) {
  const t = wordsOf(c);
  const { deps } = c.var;
  const devices = await devicesOf(deps.db.read, member.id);
  const { publicKey } = await pushKeys(deps);
  const done = DONE[c.req.query('done') as keyof typeof DONE];
  return renderDoor(c, {
    title: t('push.title'),
    script: deps.assets.manifest.push,
    status: problem?.status,
    children: (
      <>
        <h1>{t('push.title')}</h1>
        <OwnTabs t={t} here="/notifications" />
        {done && !problem && <output class="note good">{t(done)}</output>}
        {problem && (
          <p class="note bad" role="alert">
            <strong>{t('push.failed')}</strong>
          </p>
        )}
        <p>{t('push.what')}</p>
        <form class="flow" method="post" action="/notifications/devices" data-push={publicKey} hidden>
          <input type="hidden" name="subscription" />
          <button class="btn main">{t('push.start')}</button>
          {(['refused', 'cannot', 'failed', 'on'] as const).map((word) => (
            <p key={word} class={word === 'on' ? 'note good' : 'note warn'} role="status" data-word={word} hidden>
              {t(`push.${word}`)}
            </p>
          ))}
        </form>
        <noscript>
          <p class="note">{t('push.noscript')}</p>
        </noscript>
        {devices.length === 0 && <p class="meta">{t('push.none')}</p>}
        <ul class="rows">
          {devices.map((device) => (
            <li class="flow" key={device.uid} data-device={device.hash}>
              <Known c={c} t={t} device={device} here={device.sessionId === session.id} />
            </li>
          ))}
        </ul>
        <p class="meta">{t('push.ends')}</p>
        <a class="btn" href="/notifications">
          {t('notices.settings')}
        </a>
      </>
    ),
  });
}

type KnownProps = { c: Context<Env>; t: Translate; device: Device; here: boolean };

function Known({ c, t, device: { uid, device, createdAt, lastUsedAt }, here }: KnownProps) {
  const day = (date: Date) => dateOf(c.var.locale, date, zoneOf(c));
  const name = device ?? t('push.unknown');
  return (
    <>
      <p>
        <strong>{name}</strong> {here && <span class="badge good">{t('push.here')}</span>}
        <br />
        <span class="meta">{t('push.facts', { made: day(createdAt), used: lastUsedAt ? day(lastUsedAt) : 'never' })}</span>
      </p>
      <Form action={`/notifications/devices/${uid}/removal`}>
        <button class="btn" aria-label={`${t('push.remove')}, ${name}`}>
          {t('push.remove')}
        </button>
      </Form>
    </>
  );
}
