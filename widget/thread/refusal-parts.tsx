import { rareWords } from './context.ts';
import { warning } from './more-icons.ts';
import { clock } from './rare-icons.ts';
import { Note } from './Note.tsx';
import { Nudge } from './Nudge.tsx';
import type { Scene, WritingParts } from './scene.ts';
import type { ComposerKey, ComposerView } from './view.ts';
import { writingParts } from './writing-parts.tsx';

/** How a refusal is said, instead of in few words. */
export const refusalParts: Pick<WritingParts, 'ComposerHead' | 'submitState'> = { ComposerHead, submitState };

type PartProps = { scene: Scene; name: ComposerKey; composer: ComposerView };

function ComposerHead({ scene, name, composer: { problem } }: PartProps) {
  const t = rareWords(scene.context);
  if (!problem) return null;
  if (problem.nudge) return <Nudge scene={scene} name={name} nudge={problem.nudge} taken={problem.code === 'nudged'} />;
  const known = `problem.${problem.code}`;
  return (
    <Note icon={problem.code === 'too_fast' ? clock : warning} tone="warn" role="status">
      <p>
        {(SAID_BY_THE_SERVER.includes(problem.code) && problem.message) || t(isKnown(known) ? known : 'problem.other')} {t('kept')}
      </p>
    </Note>
  );
}

/** The button says itself why it waits. */
function submitState(scene: Scene, name: ComposerKey, composer: ComposerView) {
  const { context, view } = scene;
  const t = rareWords(context);
  const usual = writingParts.submitState(scene, name, composer);
  const { waitUntil, busy, problem } = composer;
  if (view.guest?.composer === name) return usual;
  if (waitUntil !== null) {
    const seconds = Math.max(0, Math.ceil((waitUntil - context.now) / 1000));
    return { idle: true, label: t('wait', { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` }) };
  }
  const asked = !busy && ANSWERED.find((one) => one === problem?.code);
  return asked ? { ...usual, label: t(`anyway.${asked}`) } : usual;
}

/** What the button answers, pressed below it. */
const ANSWERED = ['session_ended', 'parent_gone', 'age_undeclared', 'nudged'] as const;

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
