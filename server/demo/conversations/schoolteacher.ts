import { conversation } from '../conversation.ts';

export const schoolteacher = conversation('carnet-jeanne-le-goff', [
  {
    key: 'herve',
    by: 'herve',
    minutesAgo: 9120,
    text: "J'ai écrit « pont », en 1966. Le P était à l'envers. Elle a dit que de l'autre rive il était à l'endroit.",
  },
  {
    key: 'marguerite',
    by: 'marguerite',
    minutesAgo: 8870,
    text: "Nous étions collègues, elle dans la salle du bas, moi au premier. Par le plancher j'entendais ses élèves lire tous ensemble, et il m'arrivait d'arrêter ma propre leçon pour écouter. Repose-toi, Jeanne. Ils savent.",
  },
  {
    key: 'ahmed',
    by: 'ahmed',
    minutesAgo: 8410,
    text: "Mon père est arrivé à Saint-Aubin en 1971, à neuf ans, sans un mot de français. Elle lui a demandé d'écrire « rivière » dans sa langue d'abord. Il me l'a raconté hier, pour la première fois. Il est allé chercher son mot à la médiathèque.",
  },
  {
    key: 'ahmed-odile',
    by: 'odile',
    minutesAgo: 8288,
    replyTo: 'ahmed',
    text: 'Comment dit-on ?',
  },
  {
    key: 'ahmed-2',
    by: 'ahmed',
    minutesAgo: 8240,
    replyTo: 'ahmed-odile',
    text: "نهر. *Nahr*. Il avait gardé le papier, elle avait gardé l'autre.",
  },
  {
    key: 'yusuf',
    by: 'yusuf',
    minutesAgo: 7600,
    text: "Toutes nos pensées à la famille. À la boutique, on parle d'elle depuis ce matin avec des gens qui ne se parlaient plus.",
  },
  {
    key: 'camille',
    by: 'camille',
    minutesAgo: 5060,
    text: "La famille nous a écrit qu'elle lisait tout, et qu'elle vous remercie. Les commentaires de cette page vont se fermer, comme toujours dans le Carnet. Ils restent.",
  },
]);
