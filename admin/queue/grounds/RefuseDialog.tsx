import { useState } from 'preact/hooks';
import type { CaseDetail } from '#server/cases/wire.ts';
import type { SiteWire } from '#server/threads/wire.ts';
import { Dialog } from '../../Dialog.tsx';
import { useWords } from '../../words.tsx';
import { factsOf } from '../canned/canned.ts';
import { citations, groundFacts, likelyRule, type Taking } from './grounds.ts';
import { MediaChoice } from './MediaChoice.tsx';
import { RefusalFields, type Refusal } from './RefusalFields.tsx';
import { StatementPreview } from './StatementPreview.tsx';

type Props = {
  verdict: Taking | 'take_out';
  detail: CaseDetail;
  site: SiteWire;
  /** What was chosen before, on this case. */
  draft: Refusal | null;
  sending: boolean;
  onDraft: (draft: Refusal) => void;
  onConfirm: (choice: { ground: string; note: string; media: string[] }) => void;
  onClose: () => void;
};

/** Takes a post away, or what it shows, for a rule or the law, with the very words that its author will read. */
export function RefuseDialog({ verdict, detail, site, draft, sending, onDraft, onConfirm, onClose }: Props) {
  const { t } = useWords();
  const { rules } = site.charter;
  const likely = likelyRule(rules, detail);
  const [refusal, setRefusal] = useState<Refusal>(() => draft ?? { ground: likely, note: '' });
  const [missing, setMissing] = useState(false);
  const shown = verdict === 'take_out' ? detail.media.filter(({ taken }) => !taken) : [];
  const [media, setMedia] = useState(shown.length === 1 ? [shown[0]!.id] : []);
  const { ground, note } = refusal;
  const confirm = () => {
    if (ground === null || (shown.length > 0 && media.length === 0)) return setMissing(true);
    if (!sending) onConfirm({ ground, note: note.trim(), media });
  };
  const change = (next: Refusal) => {
    setRefusal(next);
    onDraft(next);
  };
  return (
    <Dialog titleId="rules-title" class="rules" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <header class="bar">
          <h2 id="rules-title">{t(`rules.title.${verdict}`)}</h2>
          <a class="push small tap" href={site.charter.url} target="_blank">
            {t('rules.charter', { version: site.charter.version })}
          </a>
        </header>
        {shown.length > 0 && <MediaChoice media={shown} chosen={media} missing={missing} onChange={setMedia} />}
        <RefusalFields
          {...{ rules, refusal, missing, likely }}
          cited={citations(detail.reported)}
          label={t('rules.note')}
          language={detail.language}
          facts={factsOf(detail)}
          fits={(one) => one.verdict === null || one.verdict === verdict}
          onChange={change}
          onSubmit={confirm}
        >
          {ground !== null && (
            <StatementPreview {...{ detail, site, ground, note, verdict }} taken={shown.filter(({ id }) => media.includes(id))} />
          )}
        </RefusalFields>
        <div class="bar">
          <button class="btn" data-primary type="submit" aria-disabled={sending}>
            {t(`rules.confirm.${verdict}`, groundFacts(ground))} <kbd aria-hidden="true">↵</kbd>
          </button>
          <button class="btn" data-quiet type="button" onClick={onClose}>
            {t(verdict === 'reject' ? 'rules.cancel' : 'work.cancel')} <kbd aria-hidden="true">Esc</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  );
}
