import type { Locale } from '../i18n/translate.ts';
import type { NewRule } from './publish-charter.ts';

/** What a site starts with, so that from the first day there is a rule to cite. The desk changes it. */
export const firstCharter: Record<Locale, NewRule[]> = {
  fr: [
    { title: 'On discute les idées, pas les personnes', body: 'On peut tout critiquer, sans insulter ni harceler personne.' },
    {
      title: 'On n’appelle ni à la haine ni à la violence',
      body: 'Rien qui rabaisse pour l’origine, la religion, le sexe, l’orientation, l’âge, la santé ou le handicap ; aucune menace.',
    },
    { title: 'On laisse aux autres leur vie privée', body: 'Ni adresse, ni téléphone, ni photo de quelqu’un sans son accord.' },
    {
      title: 'On dit ce qu’on sait',
      body: 'Un fait se donne avec sa source. Accuser quelqu’un sans pouvoir le montrer, c’est le diffamer.',
    },
    { title: 'On reste dans le sujet, sans rien vendre', body: 'Ni publicité, ni le même message partout.' },
    { title: 'On écrit sous un seul nom', body: 'Un pseudonyme va très bien. On ne se fait passer pour personne.' },
  ],
  en: [
    { title: 'Discuss ideas, not people', body: 'Criticise anything, without insulting or harassing anyone.' },
    {
      title: 'No call to hatred or violence',
      body: 'Nothing that demeans people for their origin, religion, sex, orientation, age, health or disability; no threats.',
    },
    { title: 'Respect other people’s privacy', body: 'No address, telephone number or picture of somebody without their consent.' },
    { title: 'Say what you know', body: 'Give a fact with its source. To accuse somebody without being able to show it is libel.' },
    { title: 'Keep to the subject, and sell nothing', body: 'No advertising, and not the same comment everywhere.' },
    { title: 'Write under one name', body: 'A pseudonym is fine. Pretend to be nobody else.' },
  ],
};
