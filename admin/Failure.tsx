import type { ApiError } from './api.ts';
import { SECOND_FACTOR, SIGN_IN } from './route.ts';
import { useAgain } from './use-again.ts';
import type { Words } from './words.tsx';
import { useWords } from './words.tsx';

/** Milliseconds after which what nobody answered is asked again. */
const AGAIN = 10_000;
const AWAY: ApiError['code'][] = ['offline', 'unavailable'];

/** `byHand`: what failed was no question, and is done again by who wants it. */
type Props = { error: ApiError; onRetry?: () => void; byHand?: boolean };

/** What did not work, said beside what caused it. */
export function Failure({ error, onRetry, byHand = false }: Props) {
  const { t } = useWords();
  useAgain(onRetry !== undefined && !byHand && AWAY.includes(error.code), AGAIN, () => onRetry!());
  const signedOut = error.code === 'not_signed_in' || error.code === 'session_ended';
  return (
    <div class="notice" data-k="bad" role="alert">
      <p>{failureWords(error, t)}</p>
      {signedOut && (
        <a class="btn" href={SIGN_IN} target="_blank">
          {t('desk.sign_in')}
        </a>
      )}
      {error.code === 'second_factor_needed' && (
        <a class="btn" href={SECOND_FACTOR} target="_blank">
          {t('desk.second_factor_go')}
        </a>
      )}
      {onRetry && (
        <button class="btn" type="button" onClick={onRetry}>
          {t('retry')}
        </button>
      )}
    </div>
  );
}

function failureWords(error: ApiError, t: Words['t']): string {
  if (error.code === 'offline') return t('failure.offline');
  if (error.code === 'not_signed_in' || error.code === 'session_ended') return t('failure.signed_out');
  if (error.code === 'too_fast') return t('failure.too_fast', { seconds: error.facts.retryAfter ?? 60 });
  if (error.code !== 'internal') return error.message;
  return error.facts.reference ? t('failure.internal_reference', { reference: error.facts.reference }) : t('failure.internal');
}
