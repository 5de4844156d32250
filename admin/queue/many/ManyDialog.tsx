import { useState } from 'preact/hooks';
import type { CannedReply } from '#server/canned/wire.ts';
import type { CaseRow, DifferencesWire, ManyOutcome } from '#server/cases/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Day } from '../clock.tsx';
import { Dialog } from '../Dialog.tsx';
import { Failure } from '../Failure.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import type { Words } from '../words.tsx';
import { useWords } from '../words.tsx';
import { fillCanned, isForMany } from './canned.ts';
import { CannedMenu, slashTo } from './CannedMenu.tsx';
import { useReasonWords } from './reasons.ts';

type Props = {
  verdict: 'approve' | 'reject';
  rows: CaseRow[];
  rules: RuleWire[];
  onDone: (outcomes: ManyOutcome[]) => void;
  onClose: () => void;
};

const NOTE_LENGTH = 2000; // what the API takes, in characters

/** The same decision on several cases: what they share and in what they differ is said before. */
export function ManyDialog({ verdict, rows, rules, onDone, onClose }: Props) {
  const { t } = useWords();
  const n = rows.length;
  const [rule, setRule] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const decide = () => {
    if (verdict === 'reject' && rule === null) return setMissing(true);
    if (sending) return;
    setSending(true);
    decideAll(rows, { verdict, ...(rule !== null && { rule }), ...(note.trim() && { note: note.trim() }) }).then(onDone, (problem) => {
      setSending(false);
      setFailure(asApiError(problem));
    });
  };
  const insert = ({ body, rule: chosenByIt }: CannedReply) => {
    const cited = rules.find(({ number }) => number === (chosenByIt ?? rule));
    setRule(cited?.number ?? null);
    setNote(fillCanned(body, cited ? { rule: `${cited.number}. ${cited.title}` } : {}));
    document.getElementById('many-note')?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    const chosen = rules.find(({ number }) => String(number) === event.key);
    if (verdict !== 'reject' || !chosen || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    setRule(chosen.number);
    setMissing(false);
  };
  return (
    <Dialog titleId="many-title" class="rules" onClose={onClose}>
      <form
        noValidate
        onKeyDown={pressed}
        onSubmit={(event) => {
          event.preventDefault();
          decide();
        }}
      >
        <h2 id="many-title">{t('pick.title', { verdict, n })}</h2>
        {failure && <Failure error={failure} />}
        {n > 1 && <Differences rows={rows} />}
        {verdict === 'reject' && (
          <>
            <fieldset class="rulelist">
              <legend>{t('pick.rule')}</legend>
              {rules.map(({ number, title }) => (
                <label key={number}>
                  <input type="radio" name="rule" value={number} checked={number === rule} onChange={() => setRule(number)} />
                  <kbd aria-hidden="true">{number}</kbd>
                  <span>{title}</span>
                </label>
              ))}
            </fieldset>
            <p class="err" role="alert">
              {missing && rule === null && t('pick.choose')}
            </p>
            <div class="field">
              <label for="many-note">{t('pick.note')}</label>
              <textarea
                id="many-note"
                rows={2}
                maxLength={NOTE_LENGTH}
                value={note}
                onInput={(event) => setNote(event.currentTarget.value)}
                onKeyPress={slashTo('many-canned')}
              />
              <CannedMenu
                id="many-canned"
                fits={(one) => isForMany(one) && (one.verdict === null || one.verdict === verdict)}
                onChoose={insert}
              />
            </div>
          </>
        )}
        <div class="bar">
          <button class="btn" data-primary type="submit" aria-disabled={sending}>
            {verdict === 'approve' ? t('pick.go_approve', { n }) : t('pick.go_refuse', { n, rule: rule ?? '…' })}{' '}
            <kbd aria-hidden="true">↵</kbd>
          </button>
          <button class="btn" data-quiet type="button" onClick={onClose}>
            {t('work.cancel')} <kbd aria-hidden="true">Esc</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Each names the text that was on the screen: what changed since is read before. */
async function decideAll(rows: CaseRow[], choice: { verdict: string; rule?: number; note?: string }): Promise<ManyOutcome[]> {
  const cases = rows.map(({ id, version, revision }) => ({ id, version, revision }));
  return (await api.post<{ outcomes: ManyOutcome[] }>('/decisions', { cases, ...choice })).outcomes;
}

function Differences({ rows }: { rows: CaseRow[] }) {
  const { t, number } = useWords();
  const reasonWords = useReasonWords();
  const { value, error, reload } = useLoad(() => api.get<DifferencesWire>(`/differences?cases=${rows.map(({ id }) => id).join()}`));
  if (error) return <Failure error={error} onRetry={reload} />;
  if (!value) return null;
  const { common, apart } = sides(value, t);
  return (
    <>
      {common && <p>{t('pick.common', { what: common })}</p>}
      {apart && <p>{t('pick.apart', { what: apart })}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wide, it scrolls: keys must reach it */}
      <section class="tw" tabIndex={0} aria-labelledby="many-title">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('pick.case')}</th>
              <th scope="col">{t('pick.author_head')}</th>
              <th scope="col">{t('pick.account')}</th>
              <th scope="col">{t('pick.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {value.cases.map((one) => (
              <tr key={one.id}>
                <th scope="row">{number(one.number)}</th>
                <td>{one.author.name}</td>
                <td>
                  <Day at={one.since} />
                </td>
                <td>{one.reasons[0] ? reasonWords(one.reasons[0], { reports: 0 }) : t('reason.none')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** Percent of a text from which two are one text, sent again with small changes. */
const ALIKE = 50;

function sides({ link, same, authors }: DifferencesWire, t: Words['t']) {
  const alike = same >= ALIKE;
  const common = [link && t('pick.link', { host: link }), alike && t('pick.text', { n: same }), authors === 1 && t('pick.author')];
  const apart = [!alike && t('pick.texts'), authors > 1 && t('pick.authors', { n: authors })];
  return { common: common.filter(Boolean).join(', '), apart: apart.filter(Boolean).join(', ') };
}
