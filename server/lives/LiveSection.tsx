import type { Context } from 'hono';
import { Form } from '../accounts/form.tsx';
import type { Faulty, There } from '../forum/kind-parts.tsx';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';

/** On /manage: it is held on a page of its own; an article's is comments again when a moderator says so. */
export async function LiveSection(c: Context<Env>, place: There, faulty: Faulty | undefined) {
  const t = wordsOf(c);
  return (
    <section class="flow" aria-labelledby="live">
      <h2 id="live">{t('live.console')}</h2>
      <p>
        <a class="btn main" href={`/lives/${place.thread.uid}`}>
          {t('live.hold')}
        </a>
      </p>
      {place.articleKey !== null && (
        <Turning {...{ c, place, faulty }} act="comments">
          {t('live.backHelp')}
        </Turning>
      )}
    </section>
  );
}

/** Of comments under an article: they can be a live night for a while. */
export async function TurnSection(c: Context<Env>, place: There, faulty: Faulty | undefined) {
  const t = wordsOf(c);
  return (
    <section class="flow" aria-labelledby="live">
      <h2 id="live">{t('live.turn')}</h2>
      <Turning {...{ c, place, faulty }} act="live">
        {t('live.turnHelp')}
      </Turning>
    </section>
  );
}

type TurningProps = { c: Context<Env>; place: There; faulty: Faulty | undefined; act: 'live' | 'comments'; children: string };

function Turning({ c, place, faulty, act, children }: TurningProps) {
  return (
    <Form action={`/manage/${place.thread.uid}/live`} {...(faulty?.section === 'live' && { problem: faulty.problem })}>
      <p class="meta">{children}</p>
      <button class="btn" name="act" value={act}>
        {wordsOf(c)(`live.turn.${act}`)}
      </button>
    </Form>
  );
}
