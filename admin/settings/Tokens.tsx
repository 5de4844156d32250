import { useState } from 'preact/hooks';
import type { NewTokenWire, TokensWire, TokenWire } from '#server/sites/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Ago } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { useFocusNext } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { Line } from './fields.tsx';
import { errorOf } from './form.ts';
import { Loading } from './Loading.tsx';

/** The keys of the publisher's own programs. Each is shown once, when it is made. */
export function Tokens() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<TokensWire>('/tokens'));
  const focusNext = useFocusNext();
  const [made, setMade] = useState<NewTokenWire | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  if (!loaded.value) return <Loading {...loaded} />;
  const { tokens } = loaded.value;

  const create = async (name: string) => {
    try {
      const token = await api.post<NewTokenWire>('/tokens', { name });
      setMade(token);
      setError(null);
      loaded.reload();
      return true;
    } catch (failure) {
      setError(asApiError(failure));
      return false;
    }
  };
  const end = (token: TokenWire) =>
    api.remove(`/tokens/${token.id}`).then(
      () => {
        focusNext('token-name');
        loaded.set({ tokens: tokens.filter(({ id }) => id !== token.id) });
      },
      (failure) => setError(asApiError(failure)),
    );

  return (
    <div class="stack-6">
      <p class="soft">{t('tokens.hint')}</p>
      {error && <Failure error={error} />}
      {made && <Made token={made} />}
      <CreateForm error={errorOf(error?.facts.fields ?? {}, 'name')} onCreate={create} />
      {tokens.length > 0 && (
        <table>
          <caption class="vh">{t('settings.tokens')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('tokens.name')}</th>
              <th scope="col">{t('tokens.created')}</th>
              <th scope="col">{t('tokens.used')}</th>
              <th scope="col">
                <span class="vh">{t('acts.column')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} onEnd={() => void end(token)} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function CreateForm({ error, onCreate }: { error?: string; onCreate: (name: string) => Promise<boolean> }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  return (
    <form
      class="bar ask"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onCreate(name.trim()).then((done) => done && setName(''));
      }}
    >
      <Line id="token-name" label={t('tokens.new_name')} value={name} error={error} onChange={setName} />
      <button class="btn" data-primary type="submit">
        {t('tokens.create')}
      </button>
    </form>
  );
}

function Made({ token: { name, token } }: { token: NewTokenWire }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(token).then(() => setCopied(true));
  return (
    <div class="notice" data-k="good" role="alert">
      <div>
        <p>
          <b>{t('tokens.made', { name })}</b> {t('tokens.once')}
        </p>
        <code>{token}</code>
      </div>
      <button class="btn" type="button" onClick={() => void copy()}>
        {t(copied ? 'tokens.copied' : 'tokens.copy')}
      </button>
    </div>
  );
}

/** Ending takes two presses of the same place: programs stop at once, and no token comes back. */
function TokenRow({ token, onEnd }: { token: TokenWire; onEnd: () => void }) {
  const { t } = useWords();
  const [sure, setSure] = useState(false);
  return (
    <tr>
      <th scope="row">{token.name}</th>
      <td>
        <Ago at={token.createdAt} />
      </td>
      <td>{token.lastUsedAt ? <Ago at={token.lastUsedAt} /> : t('tokens.never')}</td>
      <td class="num">
        <button
          class="btn"
          data-danger={sure ? '' : undefined}
          data-quiet={sure ? undefined : ''}
          type="button"
          aria-label={t(sure ? 'tokens.end_sure_named' : 'tokens.end_named', { name: token.name })}
          onBlur={() => setSure(false)}
          onClick={() => (sure ? onEnd() : setSure(true))}
        >
          {t(sure ? 'tokens.end_sure' : 'tokens.end')}
        </button>
      </td>
    </tr>
  );
}
