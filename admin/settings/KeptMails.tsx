import { useState } from 'preact/hooks';
import type { KeptMailRow, KeptMails as KeptMailsWire, KeptMailWire } from '#server/mail/wire.ts';
import { api } from '../api.ts';
import { Ago } from '../clock.tsx';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Loading } from './Loading.tsx';

/** Without a mail server: what would have left, as plain words. */
export function KeptMails() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<KeptMailsWire>('/kept-mails'));
  if (!loaded.value) return <Loading {...loaded} />;
  const { mails } = loaded.value;
  return (
    <section class="stack" aria-labelledby="kept">
      <h3 id="kept">{t('mails.kept', { n: mails.length })}</h3>
      <ul class="lines">
        {mails.map((mail) => (
          <Kept key={mail.id} mail={mail} />
        ))}
      </ul>
    </section>
  );
}

function Kept({ mail: { id, subject, to, at } }: { mail: KeptMailRow }) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {subject}{' '}
          <span class="soft small">
            {to} · <Ago at={at} />
          </span>
        </summary>
        {open && <Words id={id} />}
      </details>
    </li>
  );
}

function Words({ id }: { id: string }) {
  const loaded = useLoad(() => api.get<KeptMailWire>(`/kept-mails/${id}`));
  if (!loaded.value) return <Loading {...loaded} />;
  return <pre class="letter">{loaded.value.text}</pre>;
}
