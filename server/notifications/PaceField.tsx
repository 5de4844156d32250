import type { Translate } from '../pages/page.tsx';
import { PACES, type Pace } from './pace.ts';

/** How soon mails follow, for one reason. */
export const PaceField = ({ t, name, label, pace }: { t: Translate; name: string; label: string; pace: Pace }) => (
  <div class="field">
    <label for={name}>{label}</label>
    <select id={name} name={name}>
      {PACES.map((one) => (
        <option key={one} value={one} selected={one === pace}>
          {t(`notices.pace.${one}`)}
        </option>
      ))}
    </select>
  </div>
);
