import type { Mark } from '../markdown.ts';
import { Composer, fieldId } from './Composer.tsx';
import { allWords } from './context.ts';
import { sayTime } from './dates.ts';
import { Icon } from './Icon.tsx';
import { Note } from './Note.tsx';
import { OwnActs } from './OwnActs.tsx';
import { OwnNote } from './OwnNote.tsx';
import type { Scene, WritingParts } from './scene.ts';
import { trusted } from './trusted.ts';
import { MAX_POST, type ComposerKey, type ComposerView } from './view.ts';
import type { PostWire } from '#server/posts/wire.ts';
import { code, link, list, picture, quote, warning } from './more-icons.ts';

/** What joins the drawing once somebody writes, or is known. */
export const writingParts: WritingParts = {
  Signed,
  OwnNote,
  OwnActs,
  EditComposer,
  ReplyComposer,
  ComposerHead,
  ComposerFoot,
  submitState,
};

type PartProps = { scene: Scene; name: ComposerKey; composer: ComposerView };
type PostProps = { scene: Scene; post: PostWire };
type Words = ReturnType<typeof allWords>;

function Signed({ scene: { context, state, view, on } }: { scene: Scene }) {
  const t = allWords(context);
  if (!state.viewer) return t('after');
  return (
    <>
      {!state.viewer.voices && t(state.viewer.role === 'guest' ? 'asGuest' : 'as', { name: state.viewer.name })}{' '}
      {state.viewer.acceptsByPosting && <>{t(state.viewer.rulesChanged ? 'acceptsAnew' : 'accepts')} </>}
      {view.canSignOut && (
        <button type="button" class="link" onClick={on?.signOut}>
          {t('signOut')}
        </button>
      )}
      {view.canSignOut && view.canOpenData && ' · '}
      {view.canOpenData && (
        <button type="button" class="link" onClick={on?.ownData}>
          {t('ownData')}
        </button>
      )}
    </>
  );
}

function EditComposer({ scene, post }: PostProps) {
  const name = `edit:${post.id}` as const;
  return scene.view.composers[name] ? <Composer scene={scene} name={name} label={allWords(scene.context)('label.edit')} /> : null;
}

function ReplyComposer({ scene, post }: PostProps) {
  const name = `reply:${post.id}` as const;
  const label = allWords(scene.context)('label.reply', { name: post.author?.name ?? '' });
  return scene.view.composers[name] ? <Composer scene={scene} name={name} label={label} /> : null;
}

/** What went wrong, beside what it happened to: in few words, until there are others (refusals.ts). */
function ComposerHead({ scene, composer: { problem } }: PartProps) {
  const t = allWords(scene.context);
  return (
    problem && (
      <Note icon={warning} tone="warn" role="status">
        <p>
          {t(problem.code === 'unreachable' ? 'problem.unreachable' : 'problem.other')} {t('kept')}
        </p>
      </Note>
    )
  );
}

function ComposerFoot({ scene, name, composer }: PartProps) {
  const { context, on } = scene;
  const t = allWords(context);
  const add = t(scene.state.viewer?.films ? 'picture.addFilm' : 'picture.add');
  return (
    <>
      {scene.parts.Suggestions && <scene.parts.Suggestions scene={scene} name={name} />}
      {scene.parts.GuestPanel && scene.view.guest?.composer === name && <scene.parts.GuestPanel scene={scene} />}
      {scene.parts.PicturePanel && composer.picture && <scene.parts.PicturePanel scene={scene} name={name} />}
      {scene.parts.VoiceField && !name.startsWith('edit:') && <scene.parts.VoiceField scene={scene} />}
      {composer.preview !== null && (
        <div class="text preview" role="region" aria-label={t('previewing')} dangerouslySetInnerHTML={trusted(composer.preview)} />
      )}
      <div class="tools" role="group" aria-label={t('format')}>
        {MARKS.map((kind) => (
          <button
            type="button"
            class="act"
            key={kind}
            aria-label={t(`mark.${kind}`)}
            title={t(`mark.${kind}`)}
            onClick={() => on?.mark(name, kind)}
          >
            <MarkIcon kind={kind} t={t} />
          </button>
        ))}
        {scene.state.viewer?.uploads && (
          <button type="button" class="act" aria-label={add} title={add} onClick={() => on?.picture(name)}>
            <Icon d={picture} />
          </button>
        )}
      </div>
      {composer.over > 0 && (
        <span class="meta" role="status" id={`over-${fieldId(name)}`}>
          <strong class="over">{t('over', { n: composer.over })}</strong> {t('overOf', { max: MAX_POST })}
        </span>
      )}
      {composer.draftAt && <span class="meta">{t('draft', { time: sayTime(composer.draftAt, context) })}</span>}
      <span class="line">
        {composer.draftAt && (
          <button type="button" class="act" onClick={() => on?.discard(name)}>
            {t('discard')}
          </button>
        )}
        <button type="button" class="act" aria-pressed={composer.preview !== null} onClick={() => on?.preview(name)}>
          {t('preview')}
        </button>
        {name !== 'new' && (
          <button type="button" class="act" onClick={() => on?.cancel(name)}>
            {t('cancel')}
          </button>
        )}
      </span>
    </>
  );
}

/** The button stays where the keyboard is, and says what it is about. */
function submitState({ context, view }: Scene, name: ComposerKey, { busy, over, picture }: ComposerView) {
  const t = allWords(context);
  const guest = view.guest?.composer === name;
  const label = busy && !guest ? t(busy === 'sending' ? 'busy' : 'signing') : t(`send.${name.split(':')[0] as 'new' | 'reply' | 'edit'}`);
  return { idle: guest || over > 0 || busy !== null || Boolean(picture), label };
}

const MARKS: Mark[] = ['bold', 'italic', 'quote', 'link', 'list', 'code'];

function MarkIcon({ kind, t }: { kind: Mark; t: Words }) {
  if (kind === 'bold') return <b aria-hidden="true">{t('boldLetter')}</b>;
  if (kind === 'italic') return <i aria-hidden="true">{t('italicLetter')}</i>;
  return <Icon d={{ quote, link, list, code }[kind]} />;
}
