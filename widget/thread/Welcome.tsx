import { rareWords } from './context.ts';
import { people } from './rare-icons.ts';
import { Note } from './Note.tsx';
import { canWrite, instead, type Scene } from './scene.ts';

/** By the composer of whoever has published nothing here: what is asked, who reads, what happens next. */
export function Welcome({ scene }: { scene: Scene }) {
  const { state, context, on } = scene;
  const { viewer, site, thread } = state;
  // What they have just written says more.
  if (!viewer?.welcome || !canWrite(scene) || Object.values(state.posts).some(({ own }) => own)) return null;
  const t = rareWords(context);
  const { charter } = site;
  return (
    <Note icon={people}>
      <p>
        <strong>{t('welcome', { name: site.forumName })}</strong>
      </p>
      <ul>
        <li>
          {t('welcomeCharter')} <a href={charter.url}>{t('charter', { n: charter.rules.length })}</a>
        </li>
        <li>{t('welcomeReaders')}</li>
        <li>{t(viewer.welcome === 'reads_first' ? 'welcomeReadFirst' : 'welcomeAtOnce')}</li>
      </ul>
      <form method="post" action={`${context.home}/welcome`} target="_top" onSubmit={instead(on && (() => on.putWelcomeAway()))}>
        <input type="hidden" name="next" value={new URL(thread.url).pathname} />
        <button class="link">{t('welcomeRead')}</button>
      </form>
    </Note>
  );
}
