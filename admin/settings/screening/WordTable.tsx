import { useState } from 'preact/hooks';
import type { CharterWire, WordRule } from '#server/sites/wire.ts';
import { useFocusNext } from '../../use-form.ts';
import { useWords } from '../../words.tsx';
import { Choice } from '../fields.tsx';
import { errorOf } from '../form.ts';
import { addWord, isNamed } from './form.ts';
import type { PartProps } from './parts.ts';
import { TryBox } from './TryBox.tsx';

const ADD_ID = 'word-add';
/** Rows drawn before somebody asks for all: a list may hold two thousand. */
const SHOWN = 60;

export function WordTable({ form, fields, put, rules }: PartProps & { rules: CharterWire['rules'] }) {
  const { t } = useWords();
  const focusNext = useFocusNext();
  const [sought, setSought] = useState('');
  const [all, setAll] = useState(false);
  const { words } = form;
  const matching = words
    .map((word, i) => ({ word, i }))
    .filter(({ word }) => word.text.toLowerCase().includes(sought.trim().toLowerCase()));
  const shown = all ? matching : matching.slice(-SHOWN);
  const change = (i: number, part: Partial<WordRule>) => put({ words: words.with(i, { ...words[i]!, ...part }) });
  return (
    <fieldset class="stack">
      <legend>{t('words.title')}</legend>
      <p class="soft small">{t('words.hint')}</p>
      {words.length > SHOWN && (
        <label class="field">
          <span class="label">{t('words.seek')}</span>
          <input type="search" value={sought} onInput={(event) => setSought(event.currentTarget.value)} />
        </label>
      )}
      {shown.length < matching.length && (
        <p>
          <button class="btn" type="button" onClick={() => setAll(true)}>
            {t('words.all', { n: matching.length })}
          </button>
        </p>
      )}
      {words.length > 0 && (
        <div class="tw">
          <table class="roomy">
            <thead>
              <tr>
                {(['text', 'match', 'effect', 'lang'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`words.${column}`)}
                  </th>
                ))}
                <th scope="col">
                  <span class="vh">{t('acts.column')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ word, i }) => (
                <WordRow
                  key={word.id}
                  word={word}
                  error={errorOf(fields, `screening.words.${placeOf(words, i)}`)}
                  onChange={(part) => change(i, part)}
                  onRemove={() => (focusNext(ADD_ID), put({ words: words.toSpliced(i, 1) }))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {fields['screening.words'] && <p class="err">{fields['screening.words']}</p>}
      <p>
        <button
          class="btn"
          type="button"
          id={ADD_ID}
          onClick={() => {
            const id = crypto.randomUUID();
            setSought('');
            focusNext(textId(id));
            put({ words: addWord(words, id) });
          }}
        >
          {t('words.add')}
        </button>
      </p>
      <TryBox words={words} />
      <Choice
        id="screening-nudgeRule"
        label={t('words.rule')}
        hint={t('words.rule_hint')}
        value={form.nudgeRule}
        options={[['', t('words.charter')], ...rules.map(({ number, title }): [string, string] => [String(number), `${number}. ${title}`])]}
        onChange={(nudgeRule) => put({ nudgeRule })}
      />
    </fieldset>
  );
}

type RowProps = { word: WordRule; error: string | undefined; onChange: (part: Partial<WordRule>) => void; onRemove: () => void };

function WordRow({ word, error, onChange, onRemove }: RowProps) {
  const { t } = useWords();
  const name = word.text || t('words.unnamed');
  const cell = (field: 'match' | 'effect' | 'lang') => ({ 'aria-label': t('section.cell', { field: t(`words.${field}`), name }) });
  return (
    <tr>
      <td>
        <input
          id={textId(word.id)}
          aria-label={t('words.text')}
          aria-invalid={error ? true : undefined}
          aria-describedby={error && `${textId(word.id)}-error`}
          value={word.text}
          maxLength={100}
          onInput={(event) => onChange({ text: event.currentTarget.value })}
        />
        {error && (
          <span class="err" id={`${textId(word.id)}-error`}>
            {error}
          </span>
        )}
      </td>
      <td>
        <select
          {...cell('match')}
          value={word.match}
          onChange={(event) => onChange({ match: event.currentTarget.value as WordRule['match'] })}
        >
          {(['word', 'part', 'pattern'] as const).map((match) => (
            <option key={match} value={match}>
              {t(`words.match_${match}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <select
          {...cell('effect')}
          value={word.effect}
          onChange={(event) => onChange({ effect: event.currentTarget.value as WordRule['effect'] })}
        >
          {(['flag', 'nudge', 'hold', 'refuse'] as const).map((effect) => (
            <option key={effect} value={effect}>
              {t(`effect.${effect}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <select
          {...cell('lang')}
          value={word.lang ?? ''}
          onChange={(event) => onChange({ lang: (event.currentTarget.value || null) as WordRule['lang'] })}
        >
          <option value="">{t('words.lang_any')}</option>
          <option value="fr">{t('locale.fr')}</option>
          <option value="en">{t('locale.en')}</option>
        </select>
      </td>
      <td>
        <button class="btn" data-quiet type="button" aria-label={t('section.remove_named', { name })} onClick={onRemove}>
          {t('section.remove')}
        </button>
      </td>
    </tr>
  );
}

/** Among those that are sent: a word without text stays here. */
const placeOf = (words: WordRule[], i: number) => words.slice(0, i).filter(isNamed).length;

const textId = (id: string) => `word-${id}`;
