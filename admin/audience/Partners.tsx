import { useState } from 'preact/hooks';
import type { Label, PartnerInput, PartnerLinkWire, PartnersWire, PartnerWire } from '#server/partners/wire.ts';
import { api } from '../api.ts';
import { Day } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { Choice, Line, Lines } from '../settings/fields.tsx';
import { Loading } from '../settings/Loading.tsx';
import { ColourField } from '../settings/look/ColourField.tsx';
import { ShownOnce } from '../settings/ShownOnce.tsx';
import { SureButton } from '../settings/SureButton.tsx';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

const COLOURS = ['accent', 'paper', 'ink', 'accentDark', 'paperDark', 'inkDark'] as const;
const EMPTY: PartnerInput = {
  key: '',
  name: '',
  label: 'sponsored',
  url: '',
  origins: [],
  moderation: null,
  look: { accent: null, accentDark: null, ink: null, inkDark: null, paper: null, paperDark: null },
};

/** With whom the site holds conversations: their pages, their rule, their label, their figures. */
export function Partners() {
  const { t } = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const loaded = useLoad(() => api.get<PartnersWire>('/partners'));
  if (!loaded.value) return <Loading {...loaded} />;
  const { partners, site, home } = loaded.value;
  const take = (changed: PartnersWire) => (setOpen(null), loaded.set(changed));
  return (
    <div class="stack-6">
      <p class="soft">{t('partners.hint')}</p>
      {partners.length === 0 && <p class="soft">{t('partners.none')}</p>}
      <ul class="lines">
        {partners.map((partner) => (
          <li key={partner.id} class="stack">
            <Partner
              {...{ partner, site, home }}
              open={open === partner.id}
              onOpen={() => setOpen(open === partner.id ? null : partner.id)}
              onChanged={take}
              onLinked={loaded.reload}
            />
          </li>
        ))}
      </ul>
      <section class="stack" aria-labelledby="partner-new">
        <h2 id="partner-new">{t('partners.new')}</h2>
        <PartnerForm key={partners.length} id="new" start={EMPTY} borne={false} label={t('partners.make')} send={make} onDone={take} />
      </section>
    </div>
  );
}

const make = (input: PartnerInput) => api.post<PartnersWire>('/partners', input);

type PartnerProps = {
  partner: PartnerWire;
  site: string;
  home: string;
  open: boolean;
  onOpen: () => void;
  onChanged: (partners: PartnersWire) => void;
  onLinked: () => void;
};

function Partner({ partner, site, home, open, onOpen, onChanged, onLinked }: PartnerProps) {
  const { t } = useWords();
  const { id, name, said, threads, endedAt, origins, moderation, version } = partner;
  const named = (act: string) => t('tags.named', { act, name });
  const end = useSubmit(async () => onChanged(await api.put<PartnersWire>(`/partners/${id}/end`)));
  return (
    <>
      <div class="bar">
        <strong>{name}</strong>
        <span class="soft small">
          {[said, t('partners.threads', { n: threads }), moderation && t('partners.held')].filter(Boolean).join(' · ')}
          {endedAt && (
            <>
              {' '}
              · {t('partners.ended')} <Day at={endedAt} />
            </>
          )}
        </span>
        {!endedAt && (
          <button class="btn push" data-quiet type="button" aria-expanded={open} aria-label={named(t('partners.change'))} onClick={onOpen}>
            {t('partners.change')}
          </button>
        )}
      </div>
      {!endedAt && origins.length > 0 && <Embed {...{ partner, site, home }} />}
      <Figures partner={partner} named={named} onLinked={onLinked} />
      {open && !endedAt && (
        <>
          <PartnerForm
            key={version}
            id={id}
            start={partner}
            borne={threads > 0}
            label={t('partners.save')}
            send={(input) => api.put<PartnersWire>(`/partners/${id}`, { ...input, version })}
            onDone={onChanged}
          />
          <p class="bar">
            <span class="soft small">{t('partners.end_hint')}</span>
            <SureButton label={t('partners.end')} sure={t('partners.end_sure')} named={named} push onPress={() => void end.submit()} />
          </p>
          {end.error && <Failure error={end.error} />}
        </>
      )}
    </>
  );
}

/** What its pages paste. */
function Embed({ partner: { key }, site, home }: Pick<PartnerProps, 'partner' | 'site' | 'home'>) {
  const { t } = useWords();
  const lines = [
    `<link rel="stylesheet" href="${home}/embed/look?site=${site}&amp;partner=${key}">`,
    `<script src="${home}/embed.js" async></script>`,
    `<terrasse-thread site="${site}" article="@${key}:${t('partners.own_id')}"></terrasse-thread>`,
  ].join('\n');
  return (
    <details>
      <summary>{t('partners.embed')}</summary>
      <p class="soft small">{t('partners.embed_hint', { key: `@${key}:` })}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wide, it scrolls: keys must reach it */}
      <pre class="tw" tabIndex={0} aria-label={t('partners.embed')}>
        <code>{lines}</code>
      </pre>
    </details>
  );
}

type FiguresProps = Pick<PartnerProps, 'partner' | 'onLinked'> & { named: (act: string) => string };

/** The link that its partner reads its figures by: shown once, made anew, revoked. */
function Figures({ partner: { id, linked }, named, onLinked }: FiguresProps) {
  const { t } = useWords();
  const [url, setUrl] = useState<string | null>(null);
  const link = useSubmit(async () => (setUrl((await api.put<PartnerLinkWire>(`/partners/${id}/link`)).url), onLinked()));
  const revoke = useSubmit(async () => (await api.remove(`/partners/${id}/link`), setUrl(null), onLinked()));
  return (
    <>
      <div class="bar">
        <span class="soft small">{t(linked ? 'partners.linked' : 'partners.unlinked')}</span>
        <button
          class="btn"
          data-quiet
          type="button"
          aria-label={named(t(linked ? 'partners.relink' : 'partners.link'))}
          onClick={() => void link.submit()}
        >
          {t(linked ? 'partners.relink' : 'partners.link')}
        </button>
        {linked && (
          <SureButton label={t('partners.revoke')} sure={t('partners.revoke_sure')} named={named} onPress={() => void revoke.submit()} />
        )}
      </div>
      {url && <ShownOnce title={t('partners.link_made')} secret={url} />}
      {(link.error ?? revoke.error) && <Failure error={(link.error ?? revoke.error)!} />}
    </>
  );
}

type FormProps = {
  id: string;
  start: PartnerInput;
  /** Conversations bear its name: it stays. */
  borne: boolean;
  label: string;
  send: (partner: PartnerInput) => Promise<PartnersWire>;
  onDone: (partners: PartnersWire) => void;
};

function PartnerForm({ id, start: { key, name, label, url, origins, moderation, look }, borne, label: done, send, onDone }: FormProps) {
  const { t } = useWords();
  const [partner, setPartner] = useState<PartnerInput>({ key, name, label, url, origins, moderation, look });
  const [typed, setTyped] = useState(origins.join('\n'));
  const ready = partner.name.trim() !== '' && partner.key.trim() !== '';
  const saving = useSubmit(async () => {
    const lines = typed.split(/\s+/).filter(Boolean);
    onDone(await send({ ...partner, origins: lines }));
  }, ready);
  const set = (changed: Partial<PartnerInput>) => setPartner({ ...partner, ...changed });
  const field = (of: string, error = saving.errorIn(of)) => ({ id: `partner-${id}-${of}`, ...(error && { error }) });
  const atOrigins = [...Array(partner.origins.length + typed.split('\n').length).keys()]
    .map((i) => saving.errorIn(`origins.${i}`))
    .find(Boolean);
  return (
    <form class="stack" {...saving.form}>
      <div class="two">
        {borne ? (
          <p class="soft">{t('partners.borne')}</p>
        ) : (
          <>
            <Line
              {...field('name')}
              label={t('partners.name')}
              hint={t('partners.nameHint')}
              value={partner.name}
              onChange={(value) => set({ name: value })}
            />
            <Choice
              {...field('label')}
              label={t('partners.label')}
              value={partner.label}
              options={(['sponsored', 'partner'] as const).map((one) => [one, t(`partners.label.${one}`, { name: partner.name || '…' })])}
              onChange={(value) => set({ label: value as Label })}
            />
          </>
        )}
        {id === 'new' && (
          <Line
            {...field('key')}
            label={t('partners.key')}
            hint={t('partners.keyHint')}
            value={partner.key}
            onChange={(value) => set({ key: value })}
          />
        )}
        <Line
          {...field('url')}
          label={t('partners.url')}
          hint={t('partners.urlHint')}
          value={partner.url}
          onChange={(value) => set({ url: value })}
        />
        <Choice
          {...field('moderation')}
          label={t('partners.moderation')}
          value={partner.moderation ?? ''}
          options={[
            ['', t('partners.moderation.site')],
            ['before', t('partners.moderation.before')],
          ]}
          onChange={(value) => set({ moderation: value === 'before' ? 'before' : null })}
        />
      </div>
      <Lines
        {...field('origins', saving.errorIn('origins') ?? atOrigins)}
        label={t('partners.origins')}
        hint={t('partners.originsHint')}
        value={typed}
        onChange={setTyped}
      />
      <details open={COLOURS.some((colour) => saving.errorIn(`look.${colour}`)) || undefined}>
        <summary>{t('partners.look')}</summary>
        <p class="soft small">{t('partners.lookHint')}</p>
        <div class="two">
          {COLOURS.map((colour) => (
            <ColourField
              key={colour}
              colour={colour}
              {...field(`look.${colour}`)}
              label={t(`look.${colour}`)}
              value={partner.look[colour] ?? ''}
              onChange={(value) => set({ look: { ...partner.look, [colour]: value.trim() || null } })}
            />
          ))}
        </div>
      </details>
      <p class="bar">
        <button class="btn" type="submit" data-primary={id === 'new' ? '' : undefined} aria-disabled={!ready}>
          {done}
        </button>
      </p>
      {saving.error && <Failure error={saving.error} />}
    </form>
  );
}
