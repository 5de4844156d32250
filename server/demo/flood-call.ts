import type { ForumThread } from './forum.ts';

/** Words that the author of one answer agreed to, and that the newsroom has published: the key of the post that quotes them. */
const QUOTED = 'Ce n’est pas l’eau qui m’a fait peur, c’est le bruit. On aurait dit un train dans l’escalier.';

/** What the newspaper asks its readers, and they tell it alone. */
export const floodCall: ForumThread = {
  key: 'flood-call',
  space: 'la-lieuse',
  title: 'La nuit du 14 mars : où étiez-vous quand l’eau est montée ?',
  kind: 'testimony',
  tags: 'inondation',
  testimony: {
    closesInDays: 19,
    keepDays: 90,
    fields: [
      {
        type: 'long',
        label: 'Racontez cette nuit, à votre manière',
        help: 'Une heure, un bruit, un voisin : ce qui vous revient.',
        required: true,
        options: [],
      },
      { type: 'choice', label: 'Où étiez-vous ?', help: '', required: true, options: ['Bas-Pont', 'Les Tanneurs', 'Centre', 'Ailleurs'] },
      {
        type: 'several',
        label: 'Qu’avez-vous gardé ?',
        help: '',
        required: false,
        options: ['Des photos', 'Des vidéos', 'Un courrier d’assurance'],
      },
      {
        type: 'phone',
        label: 'Un téléphone, si nous pouvons vous rappeler',
        help: 'Lu par la rédaction seule.',
        required: false,
        options: [],
      },
    ],
    answers: [
      {
        by: 'patrice',
        daysAgo: 4,
        state: 'published',
        assignee: 'julien',
        answers: {
          f1: 'J’étais à la cave pour monter les bocaux. Ce n’est pas l’eau qui m’a fait peur, c’est le bruit. On aurait dit un train dans l’escalier. Le lendemain, la boue tenait debout toute seule contre le mur.',
          f2: 'Bas-Pont',
          f3: ['Des photos', 'Un courrier d’assurance'],
          f4: '06 00 00 00 12',
        },
        note: { by: 'julien', text: 'Rappelé jeudi. D’accord pour une photo du mur, pas de son visage.' },
        agreed: { text: QUOTED, name: 'Patrice', post: 'quoted' },
      },
      {
        by: 'solene',
        daysAgo: 3,
        state: 'contacted',
        assignee: 'maelle',
        answers: {
          f1: 'Ma mère refusait de partir sans le chat. Les pompiers l’ont attendu avec elle, dix minutes, dans le noir.',
          f2: 'Les Tanneurs',
          f3: ['Des vidéos'],
        },
        asked: { text: 'Ma mère refusait de partir sans le chat. Les pompiers l’ont attendu avec elle.', name: 'Solène' },
      },
      {
        by: 'bernard',
        daysAgo: 2,
        state: 'read',
        answers: {
          f1: 'Rien chez moi, mais j’ai logé les voisins du 8 pendant neuf jours. Personne n’en parle, de ceux qui logent.',
          f2: 'Centre',
        },
      },
      {
        by: 'nadia',
        daysAgo: 0,
        state: 'new',
        answers: {
          f1: 'La chaudière, le congélateur, et les cahiers de l’école. L’assurance a remboursé les deux premiers.',
          f2: 'Bas-Pont',
          f4: '06 00 00 00 34',
        },
      },
    ],
  },
  posts: [
    {
      key: 'opening',
      by: 'julien',
      minutesAgo: 8600,
      text: 'Un an bientôt. Nous préparons un récit de cette nuit-là, heure par heure, rue par rue, avec celles et ceux qui l’ont vécue.\n\nDites-nous où vous étiez. Un témoignage de trois lignes nous sert autant qu’un long. Nous ne publierons rien sans vous avoir fait relire les mots exacts.',
      plays: {
        file: 'flood',
        alt: 'Au Pont-Neuf, l’eau monte le long de l’échelle et une poutre passe sous l’arche',
        credit: 'Film : Le Courrier, reconstitution',
      },
    },
    {
      key: 'quoted',
      by: 'julien',
      minutesAgo: 1500,
      text: `> ${QUOTED}\n\n— Patrice`,
    },
    { key: 'thanks', by: 'colette', minutesAgo: 1300, replyTo: 'quoted', text: 'Le train dans l’escalier : c’est exactement ça.' },
  ],
};
