import type { ContentIdea, TemplatesWire, TemplateWire } from '#server/planning/wire.ts';
import { api } from '../api.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { kindWord } from './item-words.ts';
import type { ItemForm } from './item-form.ts';

/** What a new one begins as: a template with its list of points, or what readers wait for, want and follow. */
export function StartFrom({ form, onChange }: { form: ItemForm; onChange: (form: ItemForm) => void }) {
  const { t, number } = useWords();
  const templates = useLoad(() => api.get<TemplatesWire>('/calendar/templates')).value?.templates ?? [];
  const ideas = useLoad(() => api.get<{ ideas: ContentIdea[] }>('/calendar/ideas')).value?.ideas ?? [];
  return (
    <>
      <section class="stack" aria-labelledby="templates">
        <h2 id="templates">{t('calendar.templates')}</h2>
        <ul class="tpl">
          {templates
            .filter(({ retired }) => !retired)
            .map((template) => (
              <li key={template.key}>
                <button class="link" type="button" onClick={() => onChange(fromTemplate(form, template))}>
                  {template.name}
                </button>
                <p class="soft small">
                  {t(kindWord(template.kind))} · {t('calendar.points', { n: template.checklist.length })}
                </p>
              </li>
            ))}
        </ul>
      </section>
      {ideas.length > 0 && (
        <section class="stack" aria-labelledby="ideas">
          <h2 id="ideas">{t('calendar.ideas')}</h2>
          <ul class="lines">
            {ideas.map((idea) => (
              <li key={`${idea.from} ${idea.url}`} class="stack">
                <p>
                  <a href={idea.url}>{idea.title}</a>
                </p>
                <p class="bar">
                  <span class="soft small">{t(`calendar.idea.${idea.from}`, { n: idea.n, said: number(idea.n) })}</span>
                  <button
                    class="link small push"
                    type="button"
                    aria-label={t('calendar.from_named', { title: idea.title })}
                    onClick={() => onChange(fromIdea(form, idea))}
                  >
                    {t('calendar.from')}
                  </button>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What is typed already stays. */
const fromTemplate = (form: ItemForm, { kind, source, minutes, pinned, checklist }: TemplateWire): ItemForm => ({
  ...form,
  kind,
  minutes: String(minutes),
  pinned,
  source: form.source || source,
  checklist: checklist.map((text) => ({ text, done: false })),
});

const fromIdea = (form: ItemForm, { title, url }: ContentIdea): ItemForm => ({
  ...form,
  title: form.title || title,
  source: [form.source, url].filter(Boolean).join('\n\n'),
});
