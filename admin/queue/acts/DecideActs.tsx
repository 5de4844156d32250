import type { Act } from '#server/cases/wire.ts';
import { useWords } from '../../words.tsx';
import { ActButton } from '../ActButton.tsx';
import type { Choice } from '../open-case.ts';
import type { Opened } from '../QueueDialogs.tsx';

type Props = {
  can: Act[];
  waits: boolean;
  onSettle: (choice: Choice) => void;
  onDialog: (dialog: Opened) => void;
  onFeature: (on: boolean) => void;
};

/** What can be done beside approving and refusing, as far as the server lets whoever is here. */
export function DecideActs({ can, waits, onSettle, onDialog, onFeature }: Props) {
  const { t } = useWords();
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
