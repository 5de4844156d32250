import type { RuleWire } from '#server/threads/wire.ts';
import { Choice } from '../../settings/fields.tsx';
import { useWords } from '../../words.tsx';
import { ofCharter, ofLaw } from './grounds.ts';
import { useLegalGrounds } from './use-legal-grounds.ts';

type Props = { rules: RuleWire[]; value: string; error?: string; onChange: (ground: string) => void };

/** A rule or the law, in one field. */
export function GroundChoice({ rules, value, error, onChange }: Props) {
  const { t, locale } = useWords();
  const law = ofLaw(useLegalGrounds(locale));
  return (
    <Choice
      id="measure-ground"
      label={t('measure.ground')}
      value={value}
      options={[['', t('measure.ground_none')]]}
      groups={[
        [t('settings.charter'), ofCharter(rules).map(({ key, title }) => [key, `${key}. ${title}`])],
        [t('rules.law'), law.map(({ key, title, article }) => [key, article ? `${title}, ${article}` : title])],
      ]}
      {...(error && { error })}
      onChange={onChange}
    />
  );
}
