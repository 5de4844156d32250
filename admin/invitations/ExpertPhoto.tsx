import type { InvitationDetail } from '#server/invitations/wire.ts';
import { api } from '../api.ts';
import { Picture } from '../settings/Picture.tsx';
import { useWords } from '../words.tsx';

type Props = { invitation: InvitationDetail; onSaved: (invitation: InvitationDetail) => void };

/** The face beside what they will write. */
export function ExpertPhoto({ invitation: { id, person, photo }, onSaved }: Props) {
  const { t } = useWords();
  const words = {
    title: t('invitations.photo'),
    choose: t(photo ? 'invitations.photo_other' : 'invitations.photo_choose'),
    hint: t('invitations.photo_hint'),
    remove: t('invitations.photo_remove'),
    sure: t('invitations.photo_remove_sure'),
  };
  return (
    <Picture
      id="expert-photo"
      words={words}
      picture={photo && <img class="portrait" src={photo} alt={t('invitations.photo_now', { name: person!.name })} />}
      field="photo"
      onChoose={(file) => api.putFile<InvitationDetail>(`/invitations/${id}/photo`, file).then(onSaved)}
      onRemove={() => api.removeFor<InvitationDetail>(`/invitations/${id}/photo`).then(onSaved)}
    />
  );
}
