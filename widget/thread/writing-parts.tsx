import type { Mark } from '../markdown.ts';
import { Composer, fieldId } from './Composer.tsx';
import { allWords } from './context.ts';
import { sayTime } from './dates.ts';
import { Icon } from './Icon.tsx';
import { Note } from './Note.tsx';
import { Confirm, OwnActs } from './OwnActs.tsx';
import { OwnNote } from './OwnNote.tsx';
import type { Scene, WritingParts } from './scene.ts';
import { trusted } from './trusted.ts';
import { MAX_POST, type ComposerKey, type ComposerView } from './view.ts';
import type { PostWire } from '#server/posts/wire.ts';
import { clock, code, link, list, picture, quote, warning } from './more-icons.ts';

/** What joins the drawing once somebody writes, or is known. */
export const writingParts: WritingParts = {
  Signed,
  OwnNote,
  OwnActs,
  Confirm,
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

/** What went wrong, beside what it happened to. */
function ComposerHead({ scene, name, composer: { problem } }: PartProps) {
  const t = allWords(scene.context);
  if (!problem) return null;
  const { Nudge } = scene.parts;
  if (problem.nudge && Nudge) return <Nudge scene={scene} name={name} nudge={problem.nudge} taken={problem.code === 'nudged'} />;
  const known = `problem.${problem.code}`;
  return (
    <Note icon={problem.code === 'too_fast' ? clock : warning} tone="warn" role="status">
      <p>
        {(SAID_BY_THE_SERVER.includes(problem.code) && problem.message) || t(isKnown(known) ? known : 'problem.other')} {t('kept')}
      </p>
    </Note>
  );
}

/** In one's own name, or in a voice of the newsroom: its form is asked when it is sent. */
function VoiceField({ scene: { context, state } }: { scene: Scene }) {
  const { viewer } = state;
  if (!viewer?.voices) return null;
  return (
    <label class="speak meta">
      {allWords(context)('speakAs')}{' '}
      <select name="voice">
        <option value="">{viewer.name}</option>
        {viewer.voices.map(({ id, name }) => (
          <option value={id} key={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
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
      {!name.startsWith('edit:') && <VoiceField scene={scene} />}
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

/** The button says itself why it waits, and stays where the keyboard is. */
function submitState({ context, view }: Scene, name: ComposerKey, composer: ComposerView) {
  const t = allWords(context);
  const { waitUntil, busy, over, picture: begun } = composer;
  if (view.guest?.composer === name) return { idle: true, label: labelOf(name, { ...composer, busy: null }, t) };
  if (waitUntil === null) return { idle: over > 0 || busy !== null || Boolean(begun), label: labelOf(name, composer, t) };
  const seconds = Math.max(0, Math.ceil((waitUntil - context.now) / 1000));
  return { idle: true, label: t('wait', { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` }) };
}

function labelOf(name: ComposerKey, { busy, problem }: ComposerView, t: Words): string {
  if (busy) return t(busy === 'sending' ? 'busy' : 'signing');
  if (problem?.code === 'session_ended') return t('signIn');
  if (problem?.code === 'parent_gone') return t('asRoot');
  if (problem?.code === 'age_undeclared') return t('ofAge');
  if (problem?.code === 'nudged') return t('nudge.anyway');
  return t(`send.${name.split(':')[0] as 'new' | 'reply' | 'edit'}`);
}

const MARKS: Mark[] = ['bold', 'italic', 'quote', 'link', 'list', 'code'];

function MarkIcon({ kind, t }: { kind: Mark; t: Words }) {
  if (kind === 'bold') return <b aria-hidden="true">{t('boldLetter')}</b>;
  if (kind === 'italic') return <i aria-hidden="true">{t('italicLetter')}</i>;
  return <Icon d={{ quote, link, list, code }[kind]} />;
}

/** What its words say depends on more than the code. */
const SAID_BY_THE_SERVER: string[] = ['invalid', 'age_undeclared', 'answers_over', 'live_paused', 'live_over'];

const KNOWN = [
  'too_fast',
  'too_large',
  'invalid',
  'session_ended',
  'not_signed_in',
  'thread_closed',
  'parent_gone',
  'subscribers_only',
  'banned',
  'suspended',
  'warning_unread',
  'not_invited',
  'edit_window_over',
  'post_changed',
  'wrong_origin',
  'forbidden',
  'not_found',
  'unreachable',
] as const;
type Known = `problem.${(typeof KNOWN)[number]}`;
const isKnown = (key: string): key is Known => KNOWN.some((code) => key === `problem.${code}`);
