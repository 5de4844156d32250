import { Dialog } from './Dialog.tsx';
import { usePreferences } from './preferences.tsx';
import type { WordKey } from './words.tsx';
import { useWords } from './words.tsx';

const GROUPS: { title: WordKey; keys: [string[], WordKey][] }[] = [
  {
    title: 'keys.move',
    keys: [
      [['J', 'K'], 'keys.next'],
      [['O'], 'keys.around'],
      [['[', ']'], 'keys.lanes'],
      [['/'], 'keys.search'],
      [['F'], 'keys.filter'],
      [['V'], 'keys.views'],
      [['G', 'A'], 'keys.go_home'],
      [['G', 'M'], 'keys.go_queue'],
      [['G', 'B'], 'keys.go_inbox'],
      [['G', 'T'], 'keys.go_threads'],
      [['G', 'C'], 'keys.go_calendar'],
      [['G', 'P'], 'keys.go_members'],
      [['G', 'I'], 'keys.go_invitations'],
      [['G', 'R'], 'keys.go_reports'],
      [['G', 'S'], 'keys.go_settings'],
    ],
  },
  {
    title: 'keys.decide',
    keys: [
      [['A'], 'keys.approve'],
      [['R'], 'keys.reject'],
      [['1–9'], 'keys.rule'],
      [['L'], 'keys.law'],
      [['↵'], 'keys.confirm'],
      [['E'], 'keys.ask_edit'],
      [['H'], 'keys.hide'],
      [['D'], 'keys.take_out'],
      [['T'], 'keys.macro'],
      [['S'], 'keys.escalate'],
      [['Z'], 'keys.undo'],
      [['.'], 'keys.more'],
    ],
  },
  {
    title: 'keys.choose',
    keys: [
      [['X'], 'keys.select'],
      [['⇧', 'J'], 'keys.extend'],
      [['Esc'], 'keys.release'],
      [['?'], 'keys.this'],
    ],
  },
  {
    title: 'keys.inbox',
    keys: [
      [['R'], 'keys.answer'],
      [['N'], 'keys.note'],
      [['I'], 'keys.assign'],
      [['B'], 'keys.positioning'],
      [['L'], 'keys.later'],
      [['E'], 'keys.label'],
      [['C'], 'keys.claim'],
    ],
  },
  {
    title: 'keys.case',
    keys: [
      [['P'], 'keys.author'],
      [['U'], 'keys.act'],
      [['N'], 'keys.note'],
      [['I'], 'keys.assign'],
      [['C'], 'keys.claim'],
    ],
  },
  {
    title: 'rail.calendar',
    keys: [
      [['W'], 'keys.week'],
      [['M'], 'keys.month'],
      [['['], 'keys.before'],
      [[']'], 'keys.after'],
      [['N'], 'keys.plan'],
      [['D'], 'keys.move_item'],
    ],
  },
];

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog titleId="keys-title" onClose={onClose}>
      <header class="bar">
        <h2 id="keys-title">{t('keys.title')}</h2>
        <button class="btn push" data-quiet type="button" onClick={onClose}>
          {t('close')}
        </button>
      </header>
      <div class="keymap">
        {GROUPS.map(({ title, keys }) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {keys.map(([signs, meaning]) => (
                <div key={meaning}>
                  <dt>
                    {signs.map((sign) => (
                      <kbd key={sign}>{sign}</kbd>
                    ))}
                  </dt>
                  <dd>{t(meaning)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <SingleKeys />
    </Dialog>
  );
}

export function SingleKeys() {
  const { t } = useWords();
  const { single, prefer } = usePreferences();
  return (
    <label class="check small">
      <input type="checkbox" checked={single} onChange={(event) => prefer({ single: event.currentTarget.checked })} />
      <span>{t('keys.single')}</span>
    </label>
  );
}
