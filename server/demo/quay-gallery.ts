import { quayAtDawn, quayAtNight, quayAtNoon, quayInSummer } from './drawings/quay.ts';
import type { ForumThread } from './forum.ts';

/** What readers sent, and moderators let in. */
export const quayGallery: ForumThread = {
  key: 'quay',
  space: 'memoire',
  title: 'Le quai des Tanneurs, à toutes les heures',
  kind: 'gallery',
  tags: 'photo, commune:Saint-Aubin',
  posts: [
    {
      key: 'opening',
      by: 'maelle',
      minutesAgo: 9300,
      text: 'Un même quai, vu par vous. De l’aube au soir, de l’étiage à la crue : envoyez-nous vos photos, celles d’hier comme celles de vos grands-parents. Nous les gardons ici, avec le nom de qui les a prises.',
    },
    shot('summer', 'tom', 6100, 'Août dernier, on marchait sur le lit.', {
      svg: quayInSummer,
      alt: 'Le quai en été : une rivière basse et verte, le mur de pierre à découvert, un ciel clair',
      credit: 'Tom Hargreaves',
    }),
    shot('noon', 'sylvie', 4700, 'Lendemain de crue, à midi.', {
      svg: quayAtNoon,
      alt: 'Le quai à midi : l’eau brune couvre la moitié du mur, sous des façades claires',
      credit: 'Sylvie Morvan',
    }),
    shot('night', 'ahmed', 4400, 'La nuit du 14, depuis ma fenêtre. Je n’ai pas dormi.', {
      svg: quayAtNight,
      alt: 'Le quai de nuit : l’eau noire au ras du trottoir, deux fenêtres et un réverbère allumés',
      credit: 'Ahmed Benhaddou',
    }),
    shot('dawn', 'solene', 4200, 'Et le matin d’après.', {
      svg: quayAtDawn,
      alt: 'Le quai à l’aube : un ciel mauve et rose, l’eau encore haute, le réverbère allumé',
      credit: 'Solène Le Bihan',
    }),
  ],
};

type Picture = { svg: string; alt: string; credit: string };

function shot(key: string, by: string, minutesAgo: number, text: string, picture: Picture): ForumThread['posts'][number] {
  return { key, by, minutesAgo, text, picture };
}
