import { allWords, type Context } from './context.ts';
import { Note } from './Note.tsx';
import type { Problem } from './view.ts';
import { lock } from './icons.ts';
import { warning } from './more-icons.ts';

type FailureProps = {
  problem: Problem;
  context: Pick<Context, 't' | 'lang'>;
  /** Attributes that the page's HTML should have. */
  missing: string[];
  retry: () => void;
};

/** In the thread's place, when there will be none. */
export function Failure({ problem: { code, reference }, context, missing, retry }: FailureProps) {
  const t = allWords(context);
  const settled = code === 'wrong_origin' || code === 'not_found' || code === 'invalid';
  return (
    <section class="thread" lang={context.lang}>
      {settled ? (
        <Note icon={lock}>
          <p>
            <strong>{code === 'invalid' ? sayInvalid(t, missing) : t(`failed.${code}`)}</strong>{' '}
            {code === 'wrong_origin' && t('failedMore.wrong_origin')}
          </p>
        </Note>
      ) : (
        <Note icon={warning} tone="bad" role="alert">
          <p>
            <strong>{t('failed.internal')}</strong> {t('failedMore.internal')}
          </p>
          <p class="line">
            <button type="button" class="act say" onClick={retry}>
              {t('retry')}
            </button>
            {reference && <span class="meta">{t('reference', { id: reference })}</span>}
          </p>
        </Note>
      )}
    </section>
  );
}

/** To whoever builds the page. */
export const sayInvalid = (t: ReturnType<typeof allWords>, missing: string[]): string =>
  missing.length > 0 ? t('failed.unnamed', { names: missing.join(', ') }) : t('failed.invalid');
