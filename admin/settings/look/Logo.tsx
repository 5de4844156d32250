import type { LookWire } from '#server/sites/wire.ts';
import { api } from '../../api.ts';
import { useWords } from '../../words.tsx';
import { Picture } from '../Picture.tsx';

export function Logo({ url, onSaved }: { url: string | null; onSaved: (look: LookWire) => void }) {
  const { t } = useWords();
  const words = {
    title: t('look.logo'),
    choose: t(url ? 'look.logo_other' : 'look.logo_choose'),
    hint: t('look.logo_hint'),
    remove: t('look.logo_remove'),
    sure: t('look.logo_remove_sure'),
  };
  return (
    <Picture
      id="look-logo"
      words={words}
      picture={url && <img class="logo" src={url} alt={t('look.logo_now')} />}
      field="logo"
      onChoose={(file) => api.putFile<LookWire>('/look/logo', file).then(onSaved)}
      onRemove={() => api.removeFor<LookWire>('/look/logo').then(onSaved)}
    />
  );
}
