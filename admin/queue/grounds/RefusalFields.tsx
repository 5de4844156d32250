import type { ComponentChildren } from 'preact';
import type { CannedReply } from '#server/canned/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import { useWords } from '../../words.tsx';
import { fillCanned, type CannedFacts } from '../canned/canned.ts';
import { CannedMenu, slashTo } from '../canned/CannedMenu.tsx';
import { GroundList } from './GroundList.tsx';
import { ofCharter, ofLaw } from './grounds.ts';
import { useLegalGrounds } from './use-legal-grounds.ts';

/** `ground`: of grounds.ts. */
export type Refusal = { ground: string | null; note: string };

type Props = {
  rules: RuleWire[];
  refusal: Refusal;
  /** It was to be sent without a ground. */
  missing: boolean;
  cited?: Map<string, number>;
  likely?: string | null;
  label: string;
  /** Of the text that is refused. */
  language?: string | null;
  /** What a canned reply may name; its rule is the chosen one. */
  facts: CannedFacts;
  fits: (reply: CannedReply) => boolean;
  onChange: (refusal: Refusal) => void;
  onSubmit: () => void;
  /** Between the ground and the note. */
  children?: ComponentChildren;
};

const NOTE_LENGTH = 2000; // what the API takes, in characters

/** Why something is taken, and a word to its author: of one post, or of several at once. */
export function RefusalFields(props: Props) {
  const { rules, refusal, missing, cited, likely, label, language = null, facts, fits, onChange, onSubmit, children } = props;
  const { t, locale } = useWords();
  const { ground, note } = refusal;
  const law = ofLaw(useLegalGrounds(locale));
  const charter = ofCharter(rules);
  const insert = ({ body, rule }: CannedReply) => {
    const to = rule === null ? ground : String(rule);
    const cites = charter.find(({ key }) => key === to);
    const filled = fillCanned(body, { ...facts, ...(cites && { rule: `${cites.key}. ${cites.title}` }) });
    onChange({ ground: to, note: [note, filled].filter(Boolean).join('\n\n') });
    document.getElementById('note')?.focus();
  };
  return (
    <>
      <GroundList {...{ charter, law, cited, likely }} chosen={ground} onChoose={(key) => onChange({ ground: key, note })} />
      <p class="err" role="alert">
        {missing && ground === null && t('rules.missing')}
      </p>
      {children}
      <div class="field">
        <label for="note">{label}</label>
        <textarea
          id="note"
          rows={2}
          maxLength={NOTE_LENGTH}
          value={note}
          onKeyPress={slashTo('note-canned')}
          onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && onSubmit()}
          onInput={(event) => onChange({ ground, note: event.currentTarget.value })}
        />
        <span class="hint">{t('rules.note_hint')}</span>
        <CannedMenu id="note-canned" {...{ language, fits }} onChoose={insert} />
      </div>
    </>
  );
}
