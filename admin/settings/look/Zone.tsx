import { useWords } from '../../words.tsx';
import { Choice } from '../fields.tsx';

type Props = { id?: string; value: string; error?: string | undefined; onChange: (zone: string) => void };

/** Every zone that the browser knows, the site's among them though the browser were older. */
export function Zone({ id = 'look-zone', value, error, onChange }: Props) {
  const { t } = useWords();
  const zones = [...new Set([value, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  return (
    <Choice
      id={id}
      label={t('look.zone')}
      hint={t('look.zone_hint')}
      value={value}
      {...(error && { error })}
      options={zones.map((zone) => [zone, zone.replaceAll('_', ' ')])}
      onChange={onChange}
    />
  );
}
