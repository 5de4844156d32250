import type { ForumThread } from './forum.ts';

/** What the newspaper does with its readers, away from the screen: tonight, next week, and last month. */
export const appointments: ForumThread[] = [
  {
    key: 'tonight',
    space: 'coulisses',
    title: 'La une de demain, faite avec vous',
    kind: 'event',
    tags: 'rédaction',
    meeting: {
      inDays: 0,
      clock: '20:30',
      hours: 1.5,
      place: 'Rédaction du Courrier, 4 rue des Tanneurs',
      onlineUrl: 'https://visio.exemple.fr/la-une-de-demain',
      comes: 17,
      maybes: 6,
    },
    posts: [
      {
        key: 'opening',
        by: 'helene',
        minutesAgo: 8200,
        text: 'Une fois par mois, nous ouvrons la conférence de la une. On vous montre les trois sujets en balance, on dit pourquoi on hésite, et vous dites ce que vous liriez en premier. La décision reste la nôtre : c’est elle que vous nous verrez prendre.\n\nÀ la rédaction, ou en ligne pour qui habite loin.',
      },
      { key: 'time', by: 'solene', minutesAgo: 3100, text: 'Peut-on arriver à 20 h 45 ? Je sors du travail à la demie.' },
      { key: 'door', by: 'helene', minutesAgo: 3040, replyTo: 'time', text: 'Oui, sonnez : quelqu’un descend.' },
    ],
  },
  {
    key: 'cellars',
    space: 'la-lieuse',
    title: 'Visite des caves du Bas-Pont, avec l’hydrologue',
    kind: 'event',
    tags: 'inondation, commune:Saint-Aubin',
    meeting: {
      inDays: 8,
      clock: '10:00',
      hours: 2,
      place: 'Devant le Pont-Neuf, rive gauche',
      mapUrl: 'https://www.openstreetmap.org/',
      capacity: 12,
      comes: 12,
      maybes: 3,
      waits: 4,
    },
    posts: [
      {
        key: 'opening',
        by: 'julien',
        minutesAgo: 4300,
        text: 'Claire Vasseur-Nguyen nous montre, dans trois caves, par où l’eau est entrée et ce qui l’aurait arrêtée. Les habitants nous ouvrent leur porte : nous serons douze, pas un de plus.\n\nBottes conseillées. Les marches sont étroites et sans rampe : écrivez-nous si c’est une difficulté, nous filmons la visite pour vous.',
      },
      {
        key: 'second',
        by: 'patrice',
        minutesAgo: 2200,
        text: 'Complet en une matinée… Une seconde visite serait-elle possible le dimanche ? Ma cave est ouverte aussi.',
      },
      {
        key: 'sunday',
        by: 'julien',
        minutesAgo: 2050,
        replyTo: 'second',
        text: 'J’en parle à Claire et je reviens ici le dire. Merci pour la cave.',
      },
    ],
  },
  {
    key: 'station',
    space: 'transports',
    title: 'Café-débat : une gare sans guichet, et après ?',
    kind: 'event',
    official: 'recap',
    tags: 'transports',
    meeting: { inDays: -19, clock: '18:30', hours: 2, place: 'Café du Canal, 12 quai de la Lieuse', capacity: 40, comes: 26, maybes: 0 },
    posts: [
      {
        key: 'opening',
        by: 'maelle',
        minutesAgo: 43_000,
        text: 'Le guichet de la gare ferme au printemps. Deux agents, l’association des usagers et la région ont dit oui pour venir en parler. Venez avec vos billets, vos correspondances ratées et vos idées.',
      },
      {
        key: 'recap',
        by: 'maelle',
        minutesAgo: 25_800,
        text: 'Vingt-trois personnes, deux heures, et trois demandes que la région a notées devant vous : un guichet tenu le samedi matin, une borne qui parle, un banc à l’abri. Elle répond par écrit avant Noël : nous publierons la lettre.',
      },
      {
        key: 'thanks',
        by: 'odile',
        minutesAgo: 25_000,
        replyTo: 'recap',
        text: 'Merci d’avoir laissé parler ceux qui ne prennent jamais la parole.',
      },
    ],
  },
];
