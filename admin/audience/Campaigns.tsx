import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { CampaignFigures } from '#server/audience/wire.ts';
import type { CampaignInput, CampaignsWire, CampaignWire } from '#server/campaigns/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { Line } from '../settings/fields.tsx';
import { Loading } from '../settings/Loading.tsx';
import { SureButton } from '../settings/SureButton.tsx';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

const FIGURES = ['visits', 'visitors', 'posts', 'firstPosts', 'follows'] as const;

/** Links given out, and what each brought. */
export function Campaigns() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<CampaignsWire>('/campaigns'));
  if (!loaded.value) return <Loading {...loaded} />;
  const { campaigns, unnamed, home } = loaded.value;
  return (
    <div class="stack-6">
      <p class="soft">{t('campaigns.hint')}</p>
      {campaigns.length === 0 ? (
        <p class="soft">{t('campaigns.none')}</p>
      ) : (
        <Table caption={t('campaigns.caption')} head={t('campaigns.name')} acts>
          {campaigns.map((campaign) => (
            <Named key={campaign.id} campaign={campaign} onGone={loaded.reload} />
          ))}
        </Table>
      )}
      {unnamed.length > 0 && (
        <section class="stack" aria-labelledby="campaigns-unnamed">
          <h2 id="campaigns-unnamed">{t('campaigns.unnamed')}</h2>
          <Table caption={t('campaigns.unnamed.caption')} head={t('campaigns.words')}>
            {unnamed.map((figures) => (
              <tr key={wordsOf(figures)}>
                <th scope="row">{wordsOf(figures)}</th>
                <Figures figures={figures} />
              </tr>
            ))}
          </Table>
        </section>
      )}
      <section class="stack" aria-labelledby="campaigns-new">
        <h2 id="campaigns-new">{t('campaigns.new')}</h2>
        <CampaignForm key={campaigns.length} home={home} onDone={loaded.set} />
      </section>
    </div>
  );
}

type TableProps = { caption: string; head: string; acts?: boolean; children: ComponentChildren };

function Table({ caption, head, acts = false, children }: TableProps) {
  const { t } = useWords();
  return (
    <div class="tw">
      <table class="threads">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" class="num">
                {t(labelOf(figure))}
              </th>
            ))}
            {acts && (
              <th scope="col">
                <span class="vh">{t('campaigns.acts')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function Figures({ figures }: { figures: CampaignFigures }) {
  const { t, number } = useWords();
  return FIGURES.map((figure) => (
    <td key={figure} class="num" data-label={t(labelOf(figure))}>
      {number(figures[figure])}
    </td>
  ));
}

const labelOf = (figure: (typeof FIGURES)[number]) =>
  figure === 'visits' || figure === 'visitors' ? (`audience.${figure}` as const) : (`campaigns.${figure}` as const);

const wordsOf = ({ source, medium, campaign }: CampaignFigures) => [source, medium, campaign].filter(Boolean).join(' · ');

function Named({ campaign, onGone }: { campaign: CampaignWire; onGone: () => void }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const named = (act: string) => t('tags.named', { act, name: campaign.name });
  const remove = useSubmit(async () => (await api.remove(`/campaigns/${campaign.id}`), onGone()));
  const copy = async () => {
    await navigator.clipboard.writeText(campaign.link);
    setCopied(true);
  };
  return (
    <tr>
      <th scope="row">
        <a href={campaign.link}>{campaign.name}</a> <span class="soft small">{wordsOf(campaign)}</span>
        {remove.error && <Failure error={remove.error} />}
      </th>
      <Figures figures={campaign} />
      <td class="in-line">
        <div class="bar">
          <button class="btn" type="button" aria-label={named(t('campaigns.copy'))} onClick={() => void copy()}>
            {t('campaigns.copy')}
          </button>
          <SureButton label={t('campaigns.remove')} sure={t('campaigns.remove_sure')} named={named} onPress={() => void remove.submit()} />
          <output class="soft small">{copied && t('campaigns.copied')}</output>
        </div>
      </td>
    </tr>
  );
}

function CampaignForm({ home, onDone }: { home: string; onDone: (campaigns: CampaignsWire) => void }) {
  const { t } = useWords();
  const [input, setInput] = useState<CampaignInput>({ name: '', source: '', medium: '', campaign: '', url: `${home}/` });
  const ready = input.name.trim() !== '' && input.source.trim() !== '';
  const saving = useSubmit(async () => onDone(await api.post<CampaignsWire>('/campaigns', input)), ready);
  const fields = ['name', 'source', 'medium', 'campaign', 'url'] as const;
  const line = (field: (typeof fields)[number]) => {
    const error = saving.errorIn(field);
    return (
      <Line
        key={field}
        id={`campaign-${field}`}
        label={t(`campaigns.${field}`)}
        hint={t(`campaigns.${field}Hint`)}
        value={input[field]}
        {...(error && { error })}
        onChange={(text) => setInput({ ...input, [field]: text })}
      />
    );
  };
  return (
    <form class="stack" {...saving.form}>
      <div class="two">{fields.map(line)}</div>
      <p class="bar">
        <button class="btn" data-primary type="submit" aria-disabled={!ready}>
          {t('campaigns.make')}
        </button>
      </p>
      {saving.error && !fields.some((field) => saving.errorIn(field)) && <Failure error={saving.error} />}
    </form>
  );
}
