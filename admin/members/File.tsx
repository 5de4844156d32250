import { useState } from 'preact/hooks';
import type { MemberFile } from '#server/members/wire.ts';
import { api, type ApiError } from '../api.ts';
import type { SiteWire } from '#server/threads/wire.ts';
import { Failure } from '../Failure.tsx';
import { AuthorDialog } from '../queue/acts/AuthorDialog.tsx';
import { Toast } from '../queue/Toast.tsx';
import { useSaying } from '../queue/use-saying.ts';
import { WordsDialog } from '../queue/WordsDialog.tsx';
import { Loading } from '../settings/Loading.tsx';
import { useKeys } from '../use-keys.ts';
import { asApiError, useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Engagement } from './Engagement.tsx';
import { Consent, Earned } from './Known.tsx';
import { Labels } from './Labels.tsx';
import { Measures } from './Measures.tsx';
import { Removal } from './Removal.tsx';
import { Reporting } from './Reporting.tsx';
import { Timeline } from './Timeline.tsx';
import { Trust } from './Trust.tsx';

type Props = { member: { id: string; name: string }; reader: boolean; manages: boolean; site: SiteWire };

/** What the team knows of a member, and what it can do about it. */
export function File({ member, reader, manages, site }: Props) {
  const words = useWords();
  const { t } = words;
  const loaded = useLoad(() => api.get<MemberFile>(`/members/${member.id}/file`));
  const [dialog, setDialog] = useState<'act' | 'note' | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  const file = loaded.value;

  const attempt = (work: Promise<unknown>) =>
    work.then(
      () => (setError(null), loaded.reload()),
      (failure) => setError(asApiError(failure)),
    );
  const saying = useSaying(words, loaded.reload);
  useKeys({ undo: saying.undo });
  if (!file) return <Loading {...loaded} />;

  const watch = () => void attempt(file.watchedAt ? api.remove(`/members/${member.id}/watch`) : api.put(`/members/${member.id}/watch`));

  return (
    <div class="stack-6">
      {error && <Failure error={error} />}
      <p class="bar">
        {file.can.length > 0 && (
          <button class="btn" type="button" onClick={() => setDialog('act')}>
            {t('measure.open')}
          </button>
        )}
        <button class="btn" type="button" aria-pressed={file.watchedAt !== null} onClick={watch}>
          {t(file.watchedAt ? 'file.unwatch' : 'file.watch')}
        </button>
        <button class="btn" type="button" onClick={() => setDialog('note')}>
          {t('file.note')}
        </button>
      </p>
      {file.removal && (
        <Removal
          removal={file.removal}
          mayRestore={file.can.length > 0}
          onRestore={(reason) => api.post(`/removals/${file.removal!.id}/restoration`, { reason }).then(loaded.reload)}
        />
      )}
      <div class="two">
        <Trust trust={file.trust} activeDays={file.activeDays} points={file.ladder.points} />
        <Measures
          measures={file.measures}
          mayLift={file.can.length > 0}
          onLift={(id, reason) => api.post(`/measures/${id}/lift`, { reason }).then(loaded.reload)}
        />
      </div>
      <div class="two">
        {reader && <Engagement engagement={file.engagement} formula={manages} />}
        <Earned earned={file.earned} />
        <Consent consent={file.consent} seenBy={file.seenBy} />
      </div>
      <Labels id={member.id} {...file} onChange={loaded.set} />
      <Timeline key={`${file.notes.length} ${file.measures.length}`} id={member.id} thankable={reader} />
      <Reporting {...file.reporting} />
      <Toast said={saying.said} onUndo={saying.undo} onDone={saying.clear} />
      {dialog === 'act' && (
        <AuthorDialog
          {...{ member, site }}
          proposed={file.ladder}
          can={file.can}
          onDone={(text, way) => {
            saying.say(text, way);
            loaded.reload();
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'note' && (
        <WordsDialog
          title={t('file.note_title', { name: member.name })}
          label={t('work.note_label')}
          hint={t('file.note_hint')}
          go={t('work.note_go')}
          onSend={(text) => api.post<MemberFile>(`/members/${member.id}/notes`, { text }).then(loaded.set)}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}
