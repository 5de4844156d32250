import type { PostWire, StatementWire } from '#server/posts/wire.ts';
import { rareWords } from './context.ts';
import { clock, cross } from './rare-icons.ts';
import { Note } from './Note.tsx';
import type { Scene } from './scene.ts';

/** What its author alone is told of a post that came: waiting, refused, hidden, to be changed. */
export function Told({ scene, post }: { scene: Scene; post: PostWire }) {
  const t = rareWords(scene.context);
  if (post.own?.statement && (post.state === 'rejected' || post.state === 'held'))
    return <Refused scene={scene} id={post.id} statement={post.own.statement} />;
  if (post.state !== 'held') return null;
  const heldFor = post.own?.heldFor ?? [];
  const why = heldFor.find((reason) => reason !== 'email_unconfirmed');
  return (
    <Note icon={clock} tone="warn">
      <p>
        <strong>{t('held')}</strong> {(why || heldFor.length === 0) && t('heldWhy', { why: why ?? 'other' })} {t('heldOnly')}
      </p>
      {heldFor.includes('email_unconfirmed') && (
        <p>
          {t('heldMail')} <a href={`${scene.context.home}/account`}>{t('heldMailAgain')}</a>
        </p>
      )}
    </Note>
  );
}

/** The statement of reasons its author is owed, in its place. */
function Refused({ scene: { context, on }, id, statement }: { scene: Scene; id: string; statement: StatementWire }) {
  const t = rareWords(context);
  const { kind, rule, law, passages, note, url } = statement;
  return (
    <Note icon={cross} tone="bad">
      <p>
        <strong>
          {kind !== 'removal' && `${t(kind === 'hiding' ? 'hidden' : 'editAsked')} `}
          {rule
            ? t(kind === 'removal' ? 'rejected' : 'restrictedRule', { n: rule.number, title: rule.title })
            : t('rejectedLaw', { law: law! })}
        </strong>
      </p>
      {passages.length > 0 && (
        <p>
          {t('rejectedWords', { n: passages.length })} <mark>{passages.map((text) => t('quote', { text })).join(' ')}</mark>
        </p>
      )}
      {note && (
        <p>
          {t('rejectedNote')} {t('quote', { text: note })}
        </p>
      )}
      <p class="line">
        <a href={url}>{t('decision')}</a>
        {kind === 'removal' && (
          <button type="button" class="act" onClick={() => on?.resend(id)}>
            {t('resend')}
          </button>
        )}
      </p>
    </Note>
  );
}
