import { rareWords } from './context.ts';
import { Note } from './Note.tsx';
import type { Scene } from './scene.ts';
import { tick } from './more-icons.ts';

/** A reader's flag, by the charter's rules. */
export function Report({ scene }: { scene: Scene }) {
  const { on, context } = scene;
  const t = rareWords(context);
  const { site } = scene.state;
  const { busy, done, problem } = scene.view.report!;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const rule = Number(form.get('rule'));
    on?.sendReport(rule || null, form.get('note') as string);
  };
  return (
    <dialog ref={open} aria-labelledby="report" onClose={on?.closeReport}>
      <form onSubmit={send}>
        <h2 id="report">{t('reportTitle')}</h2>
        {done ? (
          <Note icon={tick} tone="good" role="status">
            <p>
              <strong>{t('reportDone')}</strong> {t('reportDoneMore')}
            </p>
          </Note>
        ) : (
          <>
            <p class="meta">{t('reportMore')}</p>
            <fieldset>
              <legend>{t('reportWhy')}</legend>
              {site.charter.rules.map(({ number, title }) => (
                <Choice key={number} value={number} label={title} more={t('reportRule', { n: number })} />
              ))}
              <Choice value={0} label={t('reportOther')} />
            </fieldset>
            <div>
              <label for="report-note">{t('reportNote')}</label>
              <textarea id="report-note" name="note" rows={2} maxLength={1000} />
            </div>
            {problem && <p role="alert">{problem.message || t('problem.other')}</p>}
          </>
        )}
        <div class="line">
          {!done && (
            <button class="btn main" aria-disabled={busy || undefined}>
              {t(busy ? 'busy' : 'reportSend')}
            </button>
          )}
          <button type="button" class="btn" onClick={on?.closeReport}>
            {t(done ? 'close' : 'cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Choice({ value, label, more }: { value: number; label: string; more?: string }) {
  return (
    <label class="choice">
      <input type="radio" name="rule" value={value} required />
      <span>
        {label} {more && <span class="meta">{more}</span>}
      </span>
    </label>
  );
}

const open = (dialog: HTMLDialogElement | null) => {
  if (dialog && !dialog.open) dialog.showModal();
};
