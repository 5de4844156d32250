import { useState } from 'preact/hooks';
import type { ProviderInput } from '#server/sign-on/wire.ts';
import type { ApiError } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useLeaveGuard, useSaveKey } from '../use-form.ts';
import { asApiError } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Line } from './fields.tsx';
import { errorOf } from './form.ts';
import { Mappings } from './Mappings.tsx';
import { fromProviderForm, type ProviderForm } from './provider-form.ts';
import { SharedSecret } from './SharedSecret.tsx';

type Props = { start: ProviderForm; hasSecret: boolean; onSave: (input: ProviderInput) => Promise<void>; onCancel: () => void };
type Text = 'name' | 'issuer' | 'audience' | 'jwksUrl' | 'scopes';

/** One provider's settings. The secret there is is not shown: what is typed takes its place. */
export function ProviderEditor({ start, hasSecret, onSave, onCancel }: Props) {
  const { t } = useWords();
  const [form, setForm] = useState(start);
  const [error, setError] = useState<ApiError | null>(null);
  const { kind } = form;
  const faults = error?.facts.fields ?? {};
  const put = (change: Partial<ProviderForm>) => setForm((now) => ({ ...now, ...change }));
  const save = () => void onSave(fromProviderForm(form)).catch((failure: unknown) => setError(asApiError(failure)));
  useSaveKey(save);
  useLeaveGuard(JSON.stringify(form) !== JSON.stringify(start));

  const line = (field: Text, label: string, hint?: string) => ({
    id: `provider-${field}`,
    label,
    ...(hint && { hint }),
    value: form[field],
    error: errorOf(faults, field) ?? errorOf(faults, `config.${field}`),
    onChange: (value: string) => put({ [field]: value }),
  });
  return (
    <form
      class="stack-6"
      noValidate
      aria-labelledby="provider-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h3 id="provider-editor">{t(`signOn.kind.${kind}`)}</h3>
      {error && <Failure error={error} />}
      <fieldset class="two">
        <legend class="vh">{t(`signOn.kind.${kind}`)}</legend>
        <Line {...line('name', t('signOn.field.name'), kind === 'jwt' ? undefined : t('signOn.field.name_hint'))} />
        <Line {...line('issuer', t(`signOn.issuer.${kind}`), t(`signOn.issuer_hint.${kind}`))} />
        {kind !== 'discourse' && <Line {...line('audience', t(`signOn.audience.${kind}`), t(`signOn.audience_hint.${kind}`))} />}
        {kind === 'jwt' && <Line {...line('jwksUrl', t('signOn.field.jwksUrl'), t('signOn.field.jwksUrl_hint'))} />}
        <Line
          id="provider-secret"
          label={t(`signOn.secret.${kind}`)}
          hint={t(hasSecret ? 'signOn.secret_kept' : `signOn.secret_hint.${kind}`)}
          value={form.secret}
          error={errorOf(faults, 'secret')}
          secret
          onChange={(secret) => put({ secret })}
        />
        {kind === 'oidc' && <Line {...line('scopes', t('signOn.field.scopes'), t('signOn.field.scopes_hint'))} />}
      </fieldset>
      {kind === 'jwt' && !form.jwksUrl.trim() && <SharedSecret onMade={(secret) => put({ secret })} />}
      <Mappings mappings={form.mappings} faults={faults} onChange={(mappings) => put({ mappings })} />
      <label class="check">
        <input type="checkbox" checked={form.enabled} onChange={(event) => put({ enabled: event.currentTarget.checked })} />
        <span>{t('signOn.enabled')}</span>
      </label>
      <div class="bar">
        <button class="btn" data-primary type="submit">
          {t('signOn.save')}
        </button>
        <button class="btn" type="button" onClick={onCancel}>
          {t('signOn.cancel')}
        </button>
      </div>
    </form>
  );
}
