import type { Translate } from '../pages/page.tsx';
import type { Answer, MeetingWire } from './wire.ts';

type Props = { t: Translate; meeting: MeetingWire; full?: boolean };

/** Yes, perhaps, no; where no seat is left, the waiting list. What one said is the button that is pressed. */
export function AnswerForm({ t, meeting: { id, capacity, comes, own, waits }, full = false }: Props) {
  const seat = own?.answer === 'yes' || (!full && (capacity === null || comes < capacity));
  const answers: Answer[] = [seat ? 'yes' : 'waiting', 'maybe', 'no'];
  return (
    <form class="answers" method="post" action={`/events/${id}/answer`}>
      <p id="own">{own ? <strong>{t('event.own', { answer: own.answer, before: own.before })}</strong> : t('event.ask')}</p>
      {!seat && own?.answer !== 'waiting' && <p class="meta">{t('event.fullWait', { n: waits })}</p>}
      <p class="line" role="group" aria-labelledby="own">
        {answers.map((answer) => (
          <button
            key={answer}
            class={answer === answers[0] && own?.answer !== answer ? 'btn main' : 'btn'}
            name="answer"
            value={answer}
            aria-pressed={own?.answer === answer}
          >
            {t(`event.answer.${answer}`)}
          </button>
        ))}
      </p>
      <label class="choice">
        <input type="checkbox" name="named" value="1" checked={own?.named ?? false} />
        <span>{t('event.named')}</span>
      </label>
    </form>
  );
}
