import type { CalendarChoices } from '#server/planning/wire.ts';
import { Choice, Lines } from '../settings/fields.tsx';
import { useWords } from '../words.tsx';

type Props = {
  details: Record<string, string>;
  audiences: CalendarChoices['audiences'];
  errorIn: (field: string) => string | undefined;
  onChange: (details: Record<string, string>) => void;
};

const KINDS = ['section', 'space', 'segment'] as const;

/** To whom a letter goes, and what stands in it beside its words. */
export function DigestFields({ details, audiences, errorIn, onChange }: Props) {
  const { t } = useWords();
  const put = (changed: Record<string, string>) => onChange({ ...details, ...changed });
  const said = (field: string) => (errorIn(field) === undefined ? {} : { error: errorIn(field)! });
  const { to = '' } = details;
  const known = to === '' || audiences.some(({ kind, target }) => to === `${kind}:${target}`);
  const groups = KINDS.map((kind): [string, [string, string][]] => [
    t(`calendar.letter.to_${kind}`),
    audiences.filter((one) => one.kind === kind).map(({ target, name }): [string, string] => [`${kind}:${target}`, name]),
  ]);
  return (
    <>
      <Choice
        id="detail-to"
        label={t('calendar.letter.to')}
        hint={t('calendar.letter.to_hint')}
        value={to}
        options={[['', t('calendar.letter.to_none')], ...(known ? [] : [[to, t('calendar.letter.to_kept')] as [string, string]])]}
        groups={groups.filter(([, options]) => options.length > 0)}
        {...said('to')}
        onChange={(value) => put({ to: value })}
      />
      <Lines
        id="detail-threads"
        label={t('calendar.letter.threads')}
        hint={t('calendar.letter.threads_hint')}
        value={details['threads'] ?? ''}
        {...said('threads')}
        onChange={(threads) => put({ threads })}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={details['best'] === 'on'}
          onChange={(event) => put({ best: event.currentTarget.checked ? 'on' : '' })}
        />
        <span>{t('calendar.letter.best')}</span>
      </label>
    </>
  );
}
