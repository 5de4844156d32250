import type { Config } from '../../config.ts';
import type { Locale } from '../../i18n/translate.ts';
import type { Site } from '../../sites/queries.ts';
import { siteUrl } from '../../sites/url.ts';
import type { Mail } from '../mailer.ts';

/** In which language, and as whose mail, a sample is made. */
export type Of = { config: Config; site: Site; locale: Locale };
/** Each wording that a kind of mail has, by a name of its own. */
export type Wordings = Record<string, Omit<Mail, 'to'>>;

/** One letter for each key of a table that the compiler keeps complete. */
export const forEach = <K extends string, V>(table: Record<K, V>, make: (key: K, value: V) => Wordings[string]): Wordings =>
  Object.fromEntries((Object.keys(table) as K[]).map((key) => [key, make(key, table[key])]));

/** An address of the site that leads nowhere. */
export const nowhere = ({ config, site }: Of, path: string) => `${siteUrl(config, site)}${path}/exemple`;

export const UID = '00000000-0000-7000-8000-000000000000';
export const AT = new Date('2026-03-12T09:30:00Z');
export const LATER = new Date('2026-09-12T09:30:00Z');

const FR = {
  person: 'Karim Benali',
  other: 'Marion Le Goff',
  section: 'Vie locale',
  expert: 'Dr Claire Fontaine',
  staff: 'Lucie Martel',
  place: 'Le pont de l’Europe rouvrira-t-il avant l’été ?',
  thread: 'Vos questions sur l’eau du robinet',
  meeting: 'Rencontre avec la rédaction à la salle des fêtes',
  idea: 'Des bancs à l’ombre sur la place du Marché',
  thanks: 'Vos photos du quai nous ont mis sur la piste.',
  mine: '<p>Le chantier avance : depuis lundi, on voit les nouvelles piles depuis le quai.</p>',
  reply: '<p>Merci pour ces chiffres. Savez-vous d’où vient la différence avec ceux du conseil départemental ?</p>',
  post: '<p>Encore un article écrit par des incapables, et tout le monde le sait.</p>',
  passage: 'écrit par des incapables',
  rule: 'On critique les idées, pas les personnes',
  note: 'Votre critique de l’article a sa place ici, sans les mots qui visent les journalistes.',
  reason: 'Après relecture, la mesure était trop longue pour ce qui avait été écrit.',
  answer: 'Une autre personne a relu votre message. Il vise les journalistes et non leur travail : la règle s’applique.',
  message: 'Les lecteurs nous interrogent beaucoup sur ce sujet. Votre regard leur serait précieux.',
  proposal: 'La semaine suivante me conviendrait mieux, plutôt le soir.',
  word: 'Je suis en mission à ces dates. Une autre fois, avec plaisir.',
};

/** Nobody's words, for letters that nobody is sent. */
export const WORDS: Record<Locale, typeof FR> = {
  fr: FR,
  en: {
    person: 'Karim Benali',
    other: 'Marion Le Goff',
    section: 'Local life',
    expert: 'Dr Claire Fontaine',
    staff: 'Lucie Martel',
    place: 'Will the Europe bridge reopen before summer?',
    thread: 'Your questions about tap water',
    meeting: 'Meet the newsroom at the village hall',
    idea: 'Benches in the shade on Market Square',
    thanks: 'Your pictures of the quay put us on the track.',
    mine: '<p>The works are moving on: since Monday, the new piers can be seen from the quay.</p>',
    reply: '<p>Thank you for these figures. Do you know why they differ from the county council’s?</p>',
    post: '<p>Yet another article written by incompetents, and everybody knows it.</p>',
    passage: 'written by incompetents',
    rule: 'Criticise ideas, not people',
    note: 'Your criticism of the article is welcome here, without the words that target the journalists.',
    reason: 'On a second reading, the measure was too long for what had been written.',
    answer: 'Another person has read your comment again. It targets the journalists and not their work: the rule applies.',
    message: 'Readers ask us a lot about this subject. Your view of it would be precious to them.',
    proposal: 'The week after would suit me better, preferably in the evening.',
    word: 'I am away on these dates. Another time, with pleasure.',
  },
};
