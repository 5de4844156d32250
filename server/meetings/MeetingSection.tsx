import type { Context } from 'hono';
import type { There } from '../forum/kind-parts.tsx';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { Crowded } from './Crowded.tsx';
import { requireMeeting } from './queries.ts';

/** On /manage: its list at the door and its hours have pages of their own. */
export async function MeetingSection(c: Context<Env>, { thread }: There) {
  const t = wordsOf(c);
  return (
    <section class="flow" aria-labelledby="event">
      <h2 id="event">{t('event.run')}</h2>
      <Crowded t={t} meeting={await requireMeeting(c.var.deps.db.read, thread.id)} />
      <p class="line">
        <a class="btn main" href={`/events/${thread.uid}/list`}>
          {t('event.list')}
        </a>
        <a class="btn" href={`/events/${thread.uid}/settings`}>
          {t('event.settings')}
        </a>
      </p>
    </section>
  );
}
