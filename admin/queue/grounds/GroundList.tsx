import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../../words.tsx';
import { filterGrounds, isRule, type Ground } from './grounds.ts';

type Props = {
  charter: Ground[];
  law: Ground[];
  chosen: string | null;
  /** How often each rule was named by readers. */
  cited?: Map<string, number>;
  likely?: string | null;
  /** It has the focus from the start: it is what one came for. */
  first?: boolean;
  onChoose: (key: string) => void;
};

/** One list, the charter's rules first; the law's unfold. A digit chooses a rule, L goes to the law, / searches both. */
export function GroundList({ charter, law, chosen, cited = new Map(), likely = null, first = true, onChoose }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [unfolded, setUnfolded] = useState(chosen !== null && !isRule(chosen));
  /** What takes the focus once it is drawn, whatever was filtered. */
  const wanted = useRef<string | null>(first ? (chosen ?? '') : null);
  const filter = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLFieldSetElement>(null);
  const heading = useRef<HTMLParagraphElement>(null);
  const rules = filterGrounds(charter, typed);
  const laws = typed || unfolded ? filterGrounds(law, typed) : [];
  useLayoutEffect(() => {
    if (wanted.current !== null) focusGround(list.current, wanted.current);
    wanted.current = null;
  });
  // Unfolded, the law is what one wants to see.
  useLayoutEffect(() => {
    if (unfolded && heading.current) list.current!.scrollTop = heading.current.offsetTop - list.current!.offsetTop;
  }, [unfolded]);

  const choose = (key: string) => {
    setTyped('');
    onChoose(key);
    wanted.current = key;
  };
  const search = (text: string) => {
    setTyped(text);
    const [first] = filterGrounds([...charter, ...law], text);
    if (text && first) onChoose(first.key);
  };
  const unfold = () => {
    setUnfolded(true);
    if (law[0]) choose(law[0].key);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rule = charter.find(({ key }) => key === event.key);
    const act = rule ? () => choose(rule.key) : { '/': () => filter.current?.focus(), l: unfold }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const row = (ground: Ground) => (
    <label key={ground.key}>
      <input
        type="radio"
        name="ground"
        value={ground.key}
        checked={ground.key === chosen}
        onChange={() => onChoose(ground.key)}
        onKeyDown={pressed}
      />
      <kbd aria-hidden="true">{isRule(ground.key) ? ground.key : '§'}</kbd>
      <span>
        {isRule(ground.key) && <span class="vh">{ground.key}. </span>}
        {ground.title} {ground.article && <span class="soft small">{ground.article}</span>}
      </span>
      {cited.has(ground.key) ? (
        <span class="tag">{t('rules.cited', { n: cited.get(ground.key)! })}</span>
      ) : (
        ground.key === likely && <span class="tag">{t('rules.likely')}</span>
      )}
    </label>
  );
  return (
    <>
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
      <fieldset class="rulelist" ref={list} data-long={laws.length > 0 ? '' : undefined}>
        <legend class="vh">{t('rules.list')}</legend>
        {rules.map(row)}
        {laws.length > 0 && (
          <p class="small soft" ref={heading}>
            {t('rules.law')}
          </p>
        )}
        {laws.map(row)}
        {!rules.length && !laws.length && <p class="soft">{t('rules.none')}</p>}
      </fieldset>
      {!typed && !unfolded && law.length > 0 && (
        <p>
          <button class="link" type="button" onClick={unfold}>
            {t('rules.law_open', { n: law.length })} <kbd aria-hidden="true">L</kbd>
          </button>
        </p>
      )}
    </>
  );
}

/** The chosen one, else the first: digits and arrows act from there. */
function focusGround(list: HTMLFieldSetElement | null, key: string) {
  const radio = list?.querySelector<HTMLInputElement>(`input[value="${key}"]`) ?? list?.querySelector<HTMLInputElement>('input');
  radio?.focus();
}
