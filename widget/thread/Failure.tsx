import type { ErrorBody } from '#server/wire.ts';
import { rareWords, type Context } from './context.ts';
import { Note } from './Note.tsx';
import { lock } from './icons.ts';
import { warning } from './more-icons.ts';

type FailureProps = Partial<Pick<ErrorBody['error'], 'code' | 'reference'>> & {
  context: Pick<Context, 't' | 'lang'>;
  /** Attributes that the page's HTML should have. */
  missing: string[];
  retry: () => void;
};

/** What trying again would not change. */
const SETTLED = ['wrong_origin', 'not_found', 'not_open', 'paused', 'invalid'] as const;
export const isSettled = (code: string | undefined) => SETTLED.find((one) => one === code);

/** In the thread's place, when there will be none. */
export function Failure({ code, reference, context, missing, retry }: FailureProps) {
  const t = rareWords(context);
  const settled = isSettled(code);
  return (
    <section class="thread" lang={context.lang}>
      {settled ? (
        <Note icon={lock}>
          <p>
            <strong>{settled === 'invalid' ? sayInvalid(t, missing) : t(`failed.${settled}`)}</strong>{' '}
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
export const sayInvalid = (t: ReturnType<typeof rareWords>, missing: string[]): string =>
  missing.length > 0 ? t('failed.unnamed', { names: missing.join(', ') }) : t('failed.invalid');
