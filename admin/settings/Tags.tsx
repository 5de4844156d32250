import { useState } from 'preact/hooks';
import type { TagsWire, TagWire } from '#server/tags/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Line } from './fields.tsx';
import { Loading } from './Loading.tsx';
import { SureButton } from './SureButton.tsx';

/** What conversations are about: one spelling of each, the others lead to it. */
export function Tags() {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const loaded = useLoad(() => api.get<TagsWire>(`/tags?q=${encodeURIComponent(q)}`));
  const making = useSubmit(async () => {
    await api.post('/tags', { name: typed.trim() });
    setQ(typed.trim());
    loaded.reload();
  }, typed.trim() !== '');
  const reload = () => (setOpen(null), loaded.reload());
  return (
    <div class="stack-6">
      <p class="soft">{t('tags.hint')}</p>
      <form
        class="bar ask"
        role="search"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setQ(typed.trim());
          loaded.reload();
        }}
      >
        <Line
          id="tags-q"
          label={t('tags.find')}
          value={typed}
          {...(making.errorIn('name') && { error: making.errorIn('name')! })}
          onChange={setTyped}
        />
        <button class="btn" type="submit">
          {t('tags.go')}
        </button>
        <button class="btn" data-quiet type="button" aria-disabled={typed.trim() === ''} onClick={() => void making.submit()}>
          {t('tags.make')}
        </button>
      </form>
      {making.error && !making.errorIn('name') && <Failure error={making.error} />}
      {loaded.value ? <List {...{ wire: loaded.value, open, setOpen, reload }} /> : <Loading {...loaded} />}
    </div>
  );
}

type ListProps = { wire: TagsWire; open: string | null; setOpen: (slug: string | null) => void; reload: () => void };

function List({ wire: { total, tags }, open, setOpen, reload }: ListProps) {
  const { t } = useWords();
  if (total === 0) return <p class="soft">{t('tags.none')}</p>;
  return (
    <section class="stack" aria-label={t('settings.tags')}>
      <p class="soft" role="status">
        {t('tags.shown', { n: tags.length, total })}
      </p>
      <ul class="lines">
        {tags.map((tag) => (
          <li key={tag.slug} class="stack">
            <div class="bar">
              <strong>{tag.name}</strong>
              <span class="soft small">
                {t('tags.threads', { n: tag.threads })}
                {tag.synonyms.length > 0 && ` · ${t('tags.also', { names: tag.synonyms.map(({ name }) => name).join(', ') })}`}
              </span>
              <button
                class="btn push"
                data-quiet
                type="button"
                aria-expanded={open === tag.slug}
                aria-label={t('tags.named', { act: t('tags.change'), name: tag.name })}
                onClick={() => setOpen(open === tag.slug ? null : tag.slug)}
              >
                {t('tags.change')}
              </button>
            </div>
            {open === tag.slug && <Changes tag={tag} onDone={reload} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Changes({ tag, onDone }: { tag: TagWire; onDone: () => void }) {
  const { t } = useWords();
  const remove = useSubmit(async () => (await api.remove(`/tags/${tag.slug}`), onDone()));
  return (
    <div class="stack">
      <One tag={tag} act="rename" start={tag.name} send={(name) => api.put(`/tags/${tag.slug}`, { name })} onDone={onDone} />
      <One tag={tag} act="add" start="" send={(name) => api.post(`/tags/${tag.slug}/synonyms`, { name })} onDone={onDone} />
      <Merge tag={tag} onDone={onDone} />
      {remove.error && <Failure error={remove.error} />}
      <div class="bar">
        {tag.synonyms.map(({ slug, name }) => (
          <button key={slug} class="btn" data-quiet type="button" onClick={() => void api.remove(`/tags/${slug}`).then(onDone)}>
            {t('tags.drop', { name })}
          </button>
        ))}
        <SureButton
          push
          label={t('tags.delete')}
          sure={t('tags.delete_sure', { n: tag.threads })}
          named={(act) => t('tags.named', { act, name: tag.name })}
          onPress={() => void remove.submit()}
        />
      </div>
    </div>
  );
}

type OneProps = {
  tag: TagWire;
  act: 'rename' | 'add';
  start: string;
  send: (typed: string) => Promise<unknown>;
  onDone: () => void;
};

/** One field and its button. */
function One({ tag, act, start, send, onDone }: OneProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(start);
  const name = typed.trim();
  const saving = useSubmit(async () => (await send(name), onDone()), name !== '' && name !== start);
  const fault = saving.errorIn('name');
  return (
    <form class="bar ask" {...saving.form}>
      <Line
        id={`tag-${tag.slug}-${act}`}
        label={t(`tags.${act}`)}
        hint={t(`tags.${act}_hint`)}
        value={typed}
        {...(fault && { error: fault })}
        onChange={setTyped}
      />
      <button class="btn" type="submit" aria-disabled={name === '' || name === start}>
        {t(`tags.${act}_go`)}
      </button>
      {saving.error && !fault && <Failure error={saving.error} />}
    </form>
  );
}

/** What cannot be undone says how much it takes, and asks for the name of what goes. */
function Merge({ tag, onDone }: { tag: TagWire; onDone: () => void }) {
  const { t } = useWords();
  const [into, setInto] = useState('');
  const [typed, setTyped] = useState('');
  const ready = into.trim() !== '' && typed.trim() === tag.name;
  const merging = useSubmit(async () => (await api.put(`/tags/${tag.slug}/merger`, { into: into.trim(), name: typed }), onDone()), ready);
  const at = (name: 'into' | 'name') => {
    const error = merging.errorIn(name);
    return error && { error };
  };
  return (
    <form class="stack" {...merging.form}>
      <Line
        id={`tag-${tag.slug}-into`}
        label={t('tags.merge')}
        hint={t('tags.merge_hint')}
        value={into}
        {...at('into')}
        onChange={setInto}
      />
      {into.trim() !== '' && (
        <>
          <p class="soft">{t('tags.merge_what', { n: tag.threads, name: tag.name })}</p>
          <div class="bar ask">
            <Line
              id={`tag-${tag.slug}-typed`}
              label={t('tags.merge_name')}
              hint={tag.name}
              value={typed}
              {...at('name')}
              onChange={setTyped}
            />
            <button class="btn" data-danger type="submit" aria-disabled={!ready}>
              {t('tags.merge_go')}
            </button>
          </div>
        </>
      )}
      {merging.error && !merging.errorIn('into') && !merging.errorIn('name') && <Failure error={merging.error} />}
    </form>
  );
}
