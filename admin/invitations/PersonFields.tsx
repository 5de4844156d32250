import { useEffect, useState } from 'preact/hooks';
import type { InvitedPerson, PeopleWire } from '#server/invitations/wire.ts';
import { api } from '../api.ts';
import { Line, Lines } from '../settings/fields.tsx';
import { useWords } from '../words.tsx';

export type Person = Omit<InvitedPerson, 'id'> & {
  email: string;
  /** Somebody picked; null for a new person. */
  known: { id: string } | null;
};

type Props = { person: Person; errorIn: (field: string) => string | undefined; onChange: (person: Person) => void };

/** Somebody known here, found by name, or a new person with an address. What readers will see of them either way. */
export function PersonFields({ person, errorIn, onChange }: Props) {
  const { t } = useWords();
  const put = (field: keyof Person) => (value: string) => onChange({ ...person, [field]: value });
  const { known, name } = person;
  return (
    <fieldset class="stack">
      <legend>{t('invitations.person')}</legend>
      {known ? (
        <p class="bar">
          <b>{name}</b> <span class="soft">{t('invitations.known')}</span>
          <button class="link" type="button" onClick={() => onChange({ ...person, known: null })}>
            {t('invitations.change_person')}
          </button>
        </p>
      ) : (
        <>
          <div class="two">
            <Line id="name" label={t('invitations.name')} value={name} error={errorIn('name')} onChange={put('name')} />
            <Line id="email" label={t('invitations.email')} value={person.email} error={errorIn('email')} onChange={put('email')} />
          </div>
          <Found name={name} onPick={({ id, ...found }) => onChange({ ...person, ...found, known: { id } })} />
        </>
      )}
      <div class="two">
        <Line
          id="title"
          label={t('invitations.title')}
          hint={t('invitations.title_hint')}
          value={person.title}
          error={errorIn('title')}
          onChange={put('title')}
        />
        <Line
          id="affiliation"
          label={t('invitations.affiliation')}
          value={person.affiliation}
          error={errorIn('affiliation')}
          onChange={put('affiliation')}
        />
      </div>
      <Lines
        id="interests"
        label={t('invitations.interests')}
        hint={t('invitations.interests_hint')}
        value={person.interests}
        error={errorIn('interests')}
        rows={2}
        onChange={put('interests')}
      />
    </fieldset>
  );
}

/** Letters before anybody is looked for, and milliseconds without another. */
const ENOUGH = 2;
const PAUSE = 250;

/** Those known here by this name: to pick instead of making a second one. */
function Found({ name, onPick }: { name: string; onPick: (person: InvitedPerson) => void }) {
  const { t } = useWords();
  const [people, setPeople] = useState<PeopleWire['people']>([]);
  useEffect(() => {
    if (name.trim().length < ENOUGH) return setPeople([]);
    let wanted = true;
    const look = () =>
      api.get<PeopleWire>(`/invitations/people?q=${encodeURIComponent(name.trim())}`).then(
        (found) => wanted && setPeople(found.people),
        () => {}, // a help that does not answer hinders nobody
      );
    const timer = setTimeout(() => void look(), PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [name]);
  return (
    <div role="status" class="bar">
      {people.length > 0 && <span class="soft small">{t('invitations.found')}</span>}
      {people.map(({ role, ...person }) => (
        <button key={person.id} class="btn" type="button" onClick={() => onPick(person)}>
          {person.name} <span class="soft">{person.title || t(`role.${role}`)}</span>
        </button>
      ))}
    </div>
  );
}
