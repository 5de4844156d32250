import { rareWords } from './context.ts';
import { sayDay, sayFull } from './dates.ts';
import { lock } from './icons.ts';
import { Note } from './Note.tsx';
import type { Scene } from './scene.ts';

/** Why one cannot write here, or not any more. */
export function Shut({ scene: { state, context } }: { scene: Scene }) {
  const { home } = context;
  const t = rareWords(context);
  const why = state.viewer?.refusal === 'not_invited' ? 'uninvited' : 'subscribers';
  const { writing, surface, movedTo, asks } = state.thread;
  const closed = writing.state === 'closed';
  const since = closed ? writing.since : null;
  if (asks && since && !movedTo)
    return (
      <Note icon={lock}>
        <p>
          <strong>{t('asks.over', { date: sayFull(since, context) })}</strong>
        </p>
      </Note>
    );
  return (
    <Note icon={lock}>
      <p>
        <strong>{!closed ? t(why) : since ? t('closedSince', { date: sayDay(since, context) }) : t('closed')}</strong>{' '}
        {movedTo ? t('movedTo') : closed && t('closedRead')} {movedTo && <a href={movedTo.url}>{movedTo.title}</a>}
        {closed && !movedTo && surface === 'comments' && <a href={home}>{t('closedForum', { name: state.site.forumName })}</a>}
      </p>
    </Note>
  );
}
