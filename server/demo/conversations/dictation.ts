import { conversation } from '../conversation.ts';

export const dictation = conversation('dictee-de-noel', [
  {
    key: 'ahmed',
    by: 'ahmed',
    minutesAgo: 1480,
    text: "Je m'inscris en binôme avec ma grand-mère. Elle a appris le français à 40 ans et ne fait aucune faute ; moi je suis né ici, et c'est une autre histoire.",
  },
  {
    key: 'tissier',
    by: 'tissier',
    minutesAgo: 1206,
    text: "« Un pluriel qui fâche » : je mets une pièce sur *amours, délices et orgues*. Quant à mon mot de l'an dernier, je l'ai retiré le soir même, devant témoins.",
  },
  {
    key: 'marguerite',
    by: 'marguerite',
    minutesAgo: 1133,
    replyTo: 'tissier',
    text: "J'étais témoin. Il l'a retiré, puis il l'a remis.",
  },
]);
