import type { Act, CaseMedium } from '#server/cases/wire.ts';
import { useWords } from '../../words.tsx';
import { ActButton } from '../ActButton.tsx';
import type { Choice } from '../open-case.ts';
import type { Opened } from '../QueueDialogs.tsx';

type Props = {
  can: Act[];
  /** Of the case's post. */
  media: CaseMedium[];
  waits: boolean;
  onSettle: (choice: Choice) => void;
  onDialog: (dialog: Opened) => void;
  onFeature: (on: boolean) => void;
};

/** What can be done beside approving and refusing, as far as the server lets whoever is here. */
export function DecideActs({ can, media, waits, onSettle, onDialog, onFeature }: Props) {
  const { t } = useWords();
  const shown = media.filter(({ taken }) => !taken);
  const onAuthor = can.some((act) => act === 'warning' || act === 'suspension' || act === 'remove_all');
  return (
    <>
      {can.includes('restore') && (
        <ActButton act="restore" waits={waits} onPress={() => onSettle({ verdict: 'restore' })}>
          {t('acts.restore')}
        </ActButton>
      )}
      {can.includes('ask_edit') && (
        <ActButton act="ask_edit" of="E" waits={waits} onPress={() => onDialog('ask_edit')}>
          {t('acts.ask_edit')}
        </ActButton>
      )}
      {can.includes('hide') && (
        <ActButton act="hide" of="H" waits={waits} onPress={() => onDialog('hide')}>
          {t('acts.hide')}
        </ActButton>
      )}
      {can.includes('take_out') && (
        <ActButton act="take_out" of="D" waits={waits} onPress={() => onDialog('take_out')}>
          {t('acts.take_out', { kind: shown.length === 1 ? shown[0]!.kind : 'several' })}
        </ActButton>
      )}
      {onAuthor && (
        <ActButton act="author" of="U" waits={waits} onPress={() => onDialog('author')}>
          {t('acts.author')}
        </ActButton>
      )}
      {can.includes('feature') && (
        <ActButton act="feature" waits={waits} onPress={() => onFeature(true)}>
          {t('acts.feature')}
        </ActButton>
      )}
      {can.includes('unfeature') && (
        <ActButton act="feature" waits={waits} onPress={() => onFeature(false)}>
          {t('acts.unfeature')}
        </ActButton>
      )}
    </>
  );
}
