import { useState } from 'preact/hooks';
import type { ProviderWire } from '#server/sign-on/wire.ts';
import { useWords } from '../words.tsx';

type Props = {
  provider: ProviderWire;
  headingId: string;
  first: boolean;
  last: boolean;
  acts: {
    edit: (id: string) => void;
    toggle: (provider: ProviderWire) => void;
    move: (id: string, by: -1 | 1) => void;
    remove: (id: string) => void;
  };
};

/** One door: whether it is open, what its provider must be told, what one may do with it. */
export function ProviderCard({ provider, headingId, first, last, acts }: Props) {
  const { t } = useWords();
  const { id, kind, name, enabled, config, addresses } = provider;
  const named = (act: 'edit' | 'open' | 'shut' | 'up' | 'down' | 'try') => ({
    'aria-label': t('signOn.named', { act: t(`signOn.${act}`), name }),
  });
  return (
    <section class="stack" aria-labelledby={headingId}>
      <h3 id={headingId} tabIndex={-1}>
        {name}
      </h3>
      <p class="bar">
        <span class="state" data-s={enabled ? 'good' : 'dash'}>
          {t(enabled ? 'signOn.is_open' : 'signOn.is_shut')}
        </span>
        <span class="tag">{t(`signOn.kind.${kind}`)}</span>
        <span class="tag">{config.issuer}</span>
      </p>
      {[...addresses.redirect, ...addresses.logout].length > 0 && (
        <dl class="kv">
          {addresses.redirect.map((address) => (
            <Address key={address} label={t('signOn.redirect')} address={address} />
          ))}
          {addresses.logout.map((address) => (
            <Address key={address} label={t('signOn.logout')} address={address} />
          ))}
        </dl>
      )}
      <div class="bar">
        <button class="btn" type="button" {...named('edit')} onClick={() => acts.edit(id)}>
          {t('signOn.edit')}
        </button>
        {kind !== 'jwt' && (
          <a class="btn" href={`/signin/try/${id}`} {...named('try')}>
            {t('signOn.try')}
          </a>
        )}
        <button class="btn" type="button" {...named(enabled ? 'shut' : 'open')} onClick={() => acts.toggle(provider)}>
          {t(enabled ? 'signOn.shut' : 'signOn.open')}
        </button>
        {!first && (
          <button class="btn" data-quiet type="button" {...named('up')} onClick={() => acts.move(id, -1)}>
            {t('signOn.up')}
          </button>
        )}
        {!last && (
          <button class="btn" data-quiet type="button" {...named('down')} onClick={() => acts.move(id, 1)}>
            {t('signOn.down')}
          </button>
        )}
        <Remove name={name} onRemove={() => acts.remove(id)} />
      </div>
    </section>
  );
}

/** What the publisher registers at the provider. */
function Address({ label, address }: { label: string; address: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(address).then(() => setCopied(true));
  return (
    <>
      <dt>{label}</dt>
      <dd class="bar">
        <code>{address}</code>
        <button class="btn" data-quiet type="button" aria-label={t('signOn.copy_named', { label })} onClick={() => void copy()}>
          {t(copied ? 'tokens.copied' : 'tokens.copy')}
        </button>
      </dd>
    </>
  );
}

/** Two presses of the same place: whoever came in by it is signed out at once. */
function Remove({ name, onRemove }: { name: string; onRemove: () => void }) {
  const { t } = useWords();
  const [sure, setSure] = useState(false);
  return (
    <button
      class="btn push"
      data-danger={sure ? '' : undefined}
      data-quiet={sure ? undefined : ''}
      type="button"
      aria-label={t('signOn.named', { act: t(sure ? 'signOn.remove_sure' : 'signOn.remove'), name })}
      onBlur={() => setSure(false)}
      onClick={() => (sure ? onRemove() : setSure(true))}
    >
      {t(sure ? 'signOn.remove_sure' : 'signOn.remove')}
    </button>
  );
}
