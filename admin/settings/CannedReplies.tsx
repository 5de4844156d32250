import { useState } from 'preact/hooks';
import type { CannedInput, CannedReplies as Wire, CannedReply } from '#server/canned/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { useFocusNext } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { Choice, Line, Lines } from './fields.tsx';
import { Loading } from './Loading.tsx';
import { SureButton } from './SureButton.tsx';

const EMPTY = { id: null, locale: 'fr', version: 0, title: '', body: '', verdict: null, rule: null } as const;
const VERDICTS = ['reject', 'hide', 'ask_edit'] as const;
/** What a text may name, as it is written there. */
const NAMES = { author: '{author}', rule: '{rule}', article: '{article}' };
type Draft = CannedInput & { id: string | null };

/** What moderators say often, in each language; with a verdict, what they do with it. */
export function CannedReplies({ rules }: { rules: RuleWire[] }) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<Wire>('/canned-replies'));
  const focusNext = useFocusNext();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [error, setError] = useState<ApiError | null>(null);
  if (!loaded.value) return <Loading {...loaded} />;
  const { replies } = loaded.value;

  const edit = (next: Draft) => {
    setDraft(next);
    setError(null);
    focusNext('canned-title');
  };
  const save = async ({ id, ...input }: Draft) => {
    try {
      loaded.set(await (id === null ? api.post<Wire>('/canned-replies', input) : api.put<Wire>(`/canned-replies/${id}`, input)));
      edit(EMPTY);
    } catch (failure) {
      setError(asApiError(failure));
    }
  };
  const retire = (id: string) =>
    api.remove(`/canned-replies/${id}`).then(
      () => loaded.set({ replies: replies.filter((one) => one.id !== id) }),
      (failure) => setError(asApiError(failure)),
    );

  return (
    <div class="stack-6">
      <p class="soft">{t('canned.hint', NAMES)}</p>
      {error && <Failure error={error} />}
      <CannedForm
        draft={draft}
        rules={rules}
        errors={error?.facts.fields ?? {}}
        onChange={setDraft}
        onSave={() => void save(draft)}
        onCancel={() => edit(EMPTY)}
      />
      <ul class="lines">
        {replies.map((reply) => (
          <li key={`${reply.id} ${reply.locale}`}>
            <p>
              <b>{reply.title}</b>{' '}
              <span class="soft small">
                {t(`locale.${reply.locale}`)} · {t('canned.version', { n: reply.version })}
                {reply.verdict && ` · ${t(`canned.verdict.${reply.verdict}`)}, ${t('file.rule', { rule: reply.rule! })}`}
              </span>
            </p>
            <p class="small">{reply.body}</p>
            <div class="bar">
              <button class="btn" type="button" aria-label={t('canned.edit_named', { title: reply.title })} onClick={() => edit(reply)}>
                {t('canned.edit')}
              </button>
              {otherLocale(replies, reply) && (
                <button
                  class="btn"
                  type="button"
                  aria-label={t('canned.translate_named', { title: reply.title })}
                  onClick={() => edit({ ...reply, locale: otherLocale(replies, reply)!, version: 0 })}
                >
                  {t('canned.translate')}
                </button>
              )}
              <SureButton
                label={t('canned.retire')}
                sure={t('canned.retire_sure')}
                named={(act) => t('canned.retire_named', { act, title: reply.title })}
                onPress={() => void retire(reply.id)}
              />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The language in which it is not yet said; null where it is said in both. */
function otherLocale(replies: CannedReply[], { id }: CannedReply): 'fr' | 'en' | null {
  const said = replies.filter((one) => one.id === id).map(({ locale }) => locale);
  return (['fr', 'en'] as const).find((locale) => !said.includes(locale)) ?? null;
}

type FormProps = {
  draft: Draft;
  rules: RuleWire[];
  errors: Record<string, string>;
  onChange: (draft: Draft) => void;
  onSave: () => void;
  onCancel: () => void;
};

function CannedForm({ draft, rules, errors, onChange, onSave, onCancel }: FormProps) {
  const { t } = useWords();
  const put = (changed: Partial<Draft>) => onChange({ ...draft, ...changed });
  const error = (field: string) => (errors[field] ? { error: errors[field] } : {});
  const chosen = draft.verdict === null ? '' : `${draft.verdict} ${draft.rule}`;
  const choose = (value: string) => {
    const [verdict, rule] = value.split(' ');
    put(value === '' ? { verdict: null, rule: null } : { verdict: verdict as Draft['verdict'], rule: Number(rule) });
  };
  const macros = VERDICTS.flatMap((verdict) =>
    rules.map(({ number, title }): [string, string] => [`${verdict} ${number}`, `${t(`canned.verdict.${verdict}`)} · ${number}. ${title}`]),
  );
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <div class="two">
        <Line id="canned-title" label={t('canned.title')} value={draft.title} {...error('title')} onChange={(title) => put({ title })} />
        <Choice
          id="canned-locale"
          label={t('site.locale')}
          value={draft.locale}
          options={[
            ['fr', t('locale.fr')],
            ['en', t('locale.en')],
          ]}
          onChange={(locale) => put({ locale: locale as Draft['locale'] })}
        />
      </div>
      <Lines
        id="canned-body"
        label={t('canned.body')}
        hint={t('canned.body_hint', NAMES)}
        value={draft.body}
        {...error('body')}
        onChange={(body) => put({ body })}
      />
      <Choice
        id="canned-macro"
        label={t('canned.macro')}
        value={chosen}
        options={[['', t('canned.no_macro')], ...macros]}
        {...error('rule')}
        onChange={choose}
      />
      <div class="bar">
        <button class="btn" data-primary type="submit">
          {t(draft.id === null ? 'canned.create' : 'canned.save')}
        </button>
        {draft.id !== null && (
          <button class="btn" data-quiet type="button" onClick={onCancel}>
            {t('work.cancel')}
          </button>
        )}
      </div>
    </form>
  );
}
