import { useState } from 'preact/hooks';
import type { NewTokenWire, Scope, TokenInput, TokensWire, TokenWire } from '#server/sites/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Ago, Day, useNow } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { useFocusNext, useSubmit } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { Checks } from './Checks.tsx';
import { Choice, Line } from './fields.tsx';
import { Heads } from './Heads.tsx';
import { Loading } from './Loading.tsx';
import { ShownOnce } from './ShownOnce.tsx';
import { SureButton } from './SureButton.tsx';

const SCOPES: Scope[] = ['articles', 'posts', 'figures'];
/** Days; none is for ever. */
const LIVES = ['30', '90', '365', ''];
const DAY = 86_400_000;

/** The keys of the publisher's own programs. Each is shown once, when it is made. */
export function Tokens() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<TokensWire>('/tokens'));
  const focusNext = useFocusNext();
  const [made, setMade] = useState<NewTokenWire | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  if (!loaded.value) return <Loading {...loaded} />;
  const { tokens } = loaded.value;

  const create = async (input: TokenInput) => {
    setMade(await api.post<NewTokenWire>('/tokens', input));
    loaded.reload();
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
      {made && <ShownOnce title={t('tokens.made', { name: made.name })} secret={made.token} />}
      <CreateForm onCreate={create} />
      {tokens.length > 0 && (
        <div class="tw">
          <table>
            <caption class="vh">{t('settings.tokens')}</caption>
            <Heads columns={[t('tokens.name'), t('tokens.ends'), t('tokens.used')]} />
            <tbody>
              {tokens.map((token) => (
                <TokenRow key={token.id} token={token} onEnd={() => void end(token)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function CreateForm({ onCreate }: { onCreate: (input: TokenInput) => Promise<void> }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['articles']);
  const [life, setLife] = useState('365');
  const { error, busy, form, errorIn } = useSubmit(async () => {
    const expiresAt = life ? new Date(Date.now() + Number(life) * DAY).toISOString() : null;
    await onCreate({ name: name.trim(), scopes: scopes as Scope[], expiresAt });
    setName('');
  });
  return (
    <form class="stack" {...form}>
      {error && <Failure error={error} />}
      <div class="two">
        <Line id="token-name" label={t('tokens.new_name')} value={name} error={errorIn('name')} onChange={setName} />
        <Choice
          id="token-life"
          label={t('tokens.life')}
          value={life}
          options={LIVES.map((days) => [days, days ? t('tokens.days', { n: Number(days) }) : t('tokens.for_ever')])}
          onChange={setLife}
        />
      </div>
      <Checks
        id="token-scopes"
        legend={t('tokens.may')}
        error={errorIn('scopes')}
        options={SCOPES.map((scope) => [scope, t(`tokens.scope.${scope}`)])}
        values={scopes}
        onChange={setScopes}
      />
      <p>
        <button class="btn" data-primary type="submit" aria-disabled={busy}>
          {t('tokens.create')}
        </button>
      </p>
    </form>
  );
}

function TokenRow({ token, onEnd }: { token: TokenWire; onEnd: () => void }) {
  const { t } = useWords();
  const ended = token.expiresAt !== null && Date.parse(token.expiresAt) <= useNow();
  return (
    <tr>
      <th scope="row">
        {token.name}
        <div class="small soft">{token.scopes.map((scope) => t(`tokens.short.${scope}`)).join(', ')}</div>
        <div class="small soft">
          {t('tokens.created')} <Ago at={token.createdAt} />
          {token.by && ` · ${token.by}`}
        </div>
      </th>
      <td>
        {ended && (
          <span class="state" data-s="bad">
            {t('tokens.ended')}
          </span>
        )}
        {!ended && (token.expiresAt ? <Day at={token.expiresAt} /> : t('tokens.never'))}
      </td>
      <td>{token.lastUsedAt ? <Ago at={token.lastUsedAt} /> : t('tokens.never')}</td>
      <td class="num">
        <SureButton
          label={t('tokens.end')}
          sure={t('tokens.end_sure')}
          named={(act) => t('tokens.act_named', { act, name: token.name })}
          onPress={onEnd}
        />
      </td>
    </tr>
  );
}
