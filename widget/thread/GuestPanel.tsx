import { rareWords } from './context.ts';
import { clock } from './rare-icons.ts';
import { Note } from './Note.tsx';
import type { Scene } from './scene.ts';
import type { GuestView } from './view.ts';

export type GuestActs = {
  ask(name: string, email: string): void;
  account(): void;
  /** Another address. */
  again(): void;
  cancel(): void;
};

/** Who writes? Inside the composer's form, whose text waits: it is no form of its own. */
export function GuestPanel({ scene, acts }: { scene: Scene; acts: GuestActs }) {
  const t = rareWords(scene.context);
  const guest = scene.view.guest!;
  return (
    <div class="guest" role="group" aria-label={t('guest.title')}>
      {guest.step === 'sent' ? <Sent {...{ t, guest, acts }} /> : <Ask {...{ t, guest, acts, charter: scene.state.site.charter.url }} />}
    </div>
  );
}

type PartProps = { t: ReturnType<typeof rareWords>; guest: GuestView; acts: GuestActs };

function Ask({ t, guest, acts, charter }: PartProps & { charter: string }) {
  const send = (panel: Element) =>
    acts.ask(
      ...(['guest-name', 'guest-email'].map((id) => panel.querySelector<HTMLInputElement>(`#${id}`)!.value.trim()) as [string, string]),
    );
  return (
    <>
      <p>
        <strong>{t('guest.title')}</strong>
      </p>
      <p class="line">
        <button type="button" class="btn" onClick={acts.account}>
          {t('guest.account')}
        </button>
        <span class="meta">{t('guest.or')}</span>
      </p>
      <Field t={t} guest={guest} name="name" input={{ type: 'text', autocomplete: 'nickname' }} onEnter={send} />
      <Field t={t} guest={guest} name="email" input={{ type: 'email', autocomplete: 'email' }} onEnter={send} />
      <p class="meta">
        {t('guest.accepts')} <a href={charter}>{t('guest.charter')}</a>
      </p>
      {guest.problem && <p role="alert">{guest.problem.message || t('problem.other')}</p>}
      <p class="line">
        <button
          type="button"
          class={guest.busy ? 'btn' : 'btn main'}
          id="guest-go"
          aria-disabled={guest.busy || undefined}
          onClick={(event) => send(event.currentTarget.closest('.guest')!)}
        >
          {t(guest.busy ? 'busy' : 'guest.go')}
        </button>
        <button type="button" class="act" onClick={acts.cancel}>
          {t('cancel')}
        </button>
      </p>
    </>
  );
}

type FieldProps = Pick<PartProps, 't' | 'guest'> & {
  name: 'name' | 'email';
  input: { type: 'text'; autocomplete: 'nickname' } | { type: 'email'; autocomplete: 'email' };
  onEnter: (panel: Element) => void;
};

/** Enter would send the composer. */
function Field({ t, guest, name, input, onEnter }: FieldProps) {
  const id = `guest-${name}`;
  const fault = guest.faults[name];
  return (
    <div>
      <label for={id}>{t(`guest.${name}`)}</label>
      <input
        id={id}
        {...input}
        defaultValue={guest[name]}
        aria-invalid={fault ? true : undefined}
        aria-describedby={`${id}-help`}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onEnter(event.currentTarget.closest('.guest')!);
        }}
      />
      <p class={fault ? 'meta over' : 'meta'} id={`${id}-help`}>
        {fault ?? t(`guest.${name}Help`)}
      </p>
    </div>
  );
}

function Sent({ t, guest, acts }: PartProps) {
  return (
    <>
      <Note icon={clock}>
        <p id="guest-sent" tabIndex={-1}>
          <strong>{t('guest.sent', { email: guest.email })}</strong> {t('guest.sentMore')}
        </p>
      </Note>
      {guest.problem && <p role="alert">{guest.problem.message || t('problem.other')}</p>}
      <p class="line">
        <button type="button" class="act say" onClick={acts.again}>
          {t('guest.again')}
        </button>
        <button type="button" class="act" onClick={acts.account}>
          {t('guest.account')}
        </button>
        <button type="button" class="act" onClick={acts.cancel}>
          {t('cancel')}
        </button>
      </p>
    </>
  );
}
