import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CannedReply } from '#server/canned/wire.ts';
import type { CaseDetail } from '#server/cases/wire.ts';
import type { RuleWire, SiteWire } from '#server/threads/wire.ts';
import { Dialog } from '../Dialog.tsx';
import { useWords } from '../words.tsx';
import { fillCanned } from './canned.ts';
import { CannedMenu, slashTo } from './CannedMenu.tsx';
import { citations, filterRules, proposedRule } from './rules.ts';
import { StatementPreview } from './StatementPreview.tsx';

type Taking = 'reject' | 'hide' | 'ask_edit';
export type Refusal = { rule: number | null; note: string };

type Props = {
  /** What the rule is for. */
  verdict?: Taking;
  detail: CaseDetail;
  site: SiteWire;
  /** What was chosen before, on this case. */
  draft: Refusal | null;
  sending: boolean;
  onDraft: (draft: Refusal) => void;
  onConfirm: (choice: { rule: number; note: string }) => void;
  onClose: () => void;
};

const NOTE_LENGTH = 2000; // what the API takes, in characters

export function RulesDialog({ verdict = 'reject', detail, site, draft, sending, onDraft, onConfirm, onClose }: Props) {
  const { t } = useWords();
  const { rules } = site.charter;
  const [{ rule, note }, setRefusal] = useState<Refusal>(() => draft ?? { rule: proposedRule(rules, detail.reported), note: '' });
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  /** The rule whose number was pressed: it takes the focus once it is drawn, whatever was filtered. */
  const wanted = useRef<number | null>(null);
  const filter = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLFieldSetElement>(null);
  const shown = filterRules(rules, typed);
  const chosen = rules.find(({ number }) => number === rule) ?? null;

  useLayoutEffect(() => focusRule(list.current, rule), []);
  useLayoutEffect(() => {
    if (wanted.current !== null) focusRule(list.current, wanted.current);
    wanted.current = null;
  });

  const change = (refusal: Refusal) => {
    setRefusal(refusal);
    onDraft(refusal);
  };
  const choose = (number: number) => {
    change({ rule: number, note });
    setMissing(false);
  };
  const search = (text: string) => {
    setTyped(text);
    const [first] = filterRules(rules, text);
    if (text && first) choose(first.number);
  };
  const confirm = () => {
    if (!chosen) return setMissing(true);
    if (!sending) onConfirm({ rule: chosen.number, note: note.trim() });
  };
  const insert = ({ body, rule: chosenByIt }: CannedReply) => {
    const to = chosenByIt ?? rule;
    const cited = rules.find(({ number }) => number === to);
    const filled = fillCanned(body, {
      ...(detail.author.id && { author: detail.author.name }),
      ...(cited && { rule: `${cited.number}. ${cited.title}` }),
      ...(detail.thread && { article: detail.thread.title }),
    });
    change({ rule: to, note: [note, filled].filter(Boolean).join('\n\n') });
    document.getElementById('note')?.focus();
  };
  const pressedOnRule = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pressed = rules.find(({ number }) => String(number) === event.key);
    if (event.key !== '/' && !pressed) return;
    event.preventDefault();
    if (!pressed) return filter.current?.focus();
    setTyped('');
    choose(pressed.number);
    wanted.current = pressed.number;
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
        <label class="find">
          <span class="vh">{t('rules.search')}</span>
          <input
            ref={filter}
            type="search"
            value={typed}
            placeholder={t('rules.search')}
            onInput={(event) => search(event.currentTarget.value)}
          />
          <kbd aria-hidden="true">/</kbd>
        </label>
        <RuleList {...{ rules: shown, rule, detail, list }} onChoose={choose} onKey={pressedOnRule} />
        <p class="err" role="alert">
          {missing && t('rules.missing')}
        </p>
        {chosen && <StatementPreview {...{ detail, site, note, verdict }} rule={chosen} />}
        <div class="field">
          <label for="note">{t('rules.note')}</label>
          <textarea
            id="note"
            rows={2}
            maxLength={NOTE_LENGTH}
            value={note}
            onKeyPress={slashTo('note-canned')}
            onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && confirm()}
            onInput={(event) => change({ rule, note: event.currentTarget.value })}
          />
          <span class="hint">{t('rules.note_hint')}</span>
          <CannedMenu
            id="note-canned"
            language={detail.language}
            fits={(one) => one.verdict === null || one.verdict === verdict}
            onChoose={insert}
          />
        </div>
        <div class="bar">
          <button class="btn" data-primary type="submit" aria-disabled={sending}>
            {chosen ? t(`rules.confirm.${verdict}`, { rule: chosen.number }) : t(`rules.confirm_none.${verdict}`)}{' '}
            <kbd aria-hidden="true">↵</kbd>
          </button>
          <button class="btn" data-quiet type="button" onClick={onClose}>
            {t(verdict === 'reject' ? 'rules.cancel' : 'work.cancel')} <kbd aria-hidden="true">Esc</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  );
}

type ListProps = {
  rules: RuleWire[];
  rule: number | null;
  detail: CaseDetail;
  list: RefObject<HTMLFieldSetElement | null>;
  onChoose: (number: number) => void;
  onKey: (event: KeyboardEvent) => void;
};

function RuleList({ rules, rule, detail, list, onChoose, onKey }: ListProps) {
  const { t } = useWords();
  const cited = citations(detail.reported);
  return (
    <fieldset class="rulelist" ref={list}>
      <legend class="vh">{t('rules.list')}</legend>
      {rules.map(({ number, title }) => (
        <label key={number}>
          <input type="radio" name="rule" value={number} checked={number === rule} onChange={() => onChoose(number)} onKeyDown={onKey} />
          <kbd aria-hidden="true">{number}</kbd>
          <span>
            <span class="vh">{number}. </span>
            {title}
          </span>
          {cited.has(number) && <span class="tag">{t('rules.cited', { n: cited.get(number)! })}</span>}
        </label>
      ))}
      {!rules.length && <p class="soft">{t('rules.none')}</p>}
    </fieldset>
  );
}

/** The chosen rule, else the first: digits and arrows act from there. */
function focusRule(list: HTMLFieldSetElement | null, rule: number | null) {
  const radio = list?.querySelector<HTMLInputElement>(`input[value="${rule}"]`) ?? list?.querySelector<HTMLInputElement>('input');
  radio?.focus();
}
