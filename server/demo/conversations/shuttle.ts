import { conversation } from '../conversation.ts';

export const shuttle = conversation('navette-gare-releve', [
  {
    key: 'jb',
    by: 'jb',
    minutesAgo: 1650,
    text: "Abonné depuis 1974, je n'avais jamais lu trois pages sur un feu rouge avec l'impatience d'un roman policier. Le tableau de Mlle Prigent dit tout. Qu'on la nomme à la voirie.",
  },
  {
    key: 'jb-lucie',
    by: 'courrier',
    minutesAgo: 1610,
    replyTo: 'jb',
    text: "Lucie n'étant pas abonnée, elle ne peut pas vous répondre ici. Elle nous charge de vous dire qu'elle préfère la pharmacie : « les ordonnances, au moins, on les suit ». Son abonnement lui est offert depuis ce matin.",
  },
  {
    key: 'etienne',
    by: 'etienne',
    minutesAgo: 1502,
    text: "Question de droit, posée en voisin et non en avocat : la délégation de service public prévoit-elle des pénalités de retard ? Si oui, ont-elles été appliquées ?\n\nL'article 31 de la convention de 2021, que l'on peut demander en mairie, dit :\n\n> tout retard supérieur à cinq minutes sur plus de 20 % des services du mois donne lieu à une pénalité de 4 %\n\nUn sur trois, cela fait 33 %.",
  },
  {
    key: 'etienne-julien',
    by: 'julien',
    minutesAgo: 1388,
    replyTo: 'etienne',
    text: "Merci. J'ai posé la question vendredi, par écrit, à la mairie et à la compagnie. Deux accusés de réception, pas encore de réponse. Je reviens ici dès que j'ai l'une ou l'autre.",
  },
  {
    key: 'etienne-herve',
    by: 'herve',
    minutesAgo: 1240,
    replyTo: 'etienne-julien',
    text: "Les accusés de réception, eux, sont arrivés à l'heure ?",
  },
  {
    key: 'marguerite',
    by: 'marguerite',
    minutesAgo: 1122,
    text: "Je prends la navette du mardi pour la kiné. Je pars désormais avec vingt minutes d'avance et un livre. J'ai fini *Les Misérables* en octobre. Ne réparez pas trop vite, j'entame Proust.",
  },
  {
    key: 'riverain',
    by: 'riverain',
    minutesAgo: 640,
    text: "Et pendant ce temps on supprime soixante places « parce qu'il y a la navette ». Je dis ça.",
  },
  {
    key: 'riverain-julien',
    by: 'julien',
    minutesAgo: 588,
    replyTo: 'riverain',
    text: "Vous faites bien de le dire. Les douze minutes annoncées pour la place du Marché ont été calculées **sans** le feu de la Corderie. J'ai demandé le calcul avec.",
  },
]);
