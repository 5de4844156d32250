import { conversation } from '../conversation.ts';

export const derby = conversation(
  'derby-plouvern-3-3',
  [
    {
      key: 'loic',
      by: 'loic',
      minutesAgo: 872,
      text: "MALO MALO MALO. Cinq mètres de glissade. Le maillot n'a pas survécu, on l'a encadré quand même. Signé : son père.",
    },
    {
      key: 'patrice',
      by: 'patrice',
      minutesAgo: 850,
      replyTo: 'loic',
      text: "Encadré avec la boue, j'espère.",
    },
    {
      key: 'loic-2',
      by: 'loic',
      minutesAgo: 844,
      replyTo: 'patrice',
      text: "Surtout avec la boue. Sa mère a demandé qu'on le mette dehors.",
    },
    {
      key: 'plouvern',
      by: 'peggy',
      minutesAgo: 790,
      text: 'Je suis de Plouvern, je viens en paix. Le parapluie a **fait but**, soyons honnêtes cinq minutes. À ce compte-là on vient au match retour avec une girafe.',
    },
    {
      key: 'rozenn',
      by: 'rozenn',
      minutesAgo: 741,
      replyTo: 'plouvern',
      text: "Vérifié auprès du district : loi 5, un objet qui entre en jeu sans toucher le ballon ni un joueur n'arrête le match que si l'arbitre le décide. Le parapluie n'a touché personne. Pour la girafe, il faudrait voir sur quel poste.",
    },
    {
      key: 'karim',
      by: 'karim',
      minutesAgo: 712,
      replyTo: 'rozenn',
      text: 'Libéro. Elle relance propre.',
    },
    {
      key: 'tissier',
      by: 'tissier',
      minutesAgo: 560,
      text: "On jouait sur une rivière. Au prix du billet, j'attendais au moins une régate. À part cela, merci aux bénévoles de la buvette, qui ont servi chaud jusqu'au bout avec de l'eau aux chevilles.",
    },
    {
      key: 'nono',
      by: 'nono',
      minutesAgo: 410,
      text: "Je suis arrivée à Saint-Aubin le mois dernier, c'était mon premier match. C'est toujours comme ça ?",
    },
    {
      key: 'nono-herve',
      by: 'herve',
      minutesAgo: 388,
      replyTo: 'nono',
      text: "Non. D'habitude il y a moins de monde et plus de parapluies.",
    },
    {
      key: 'umbrella',
      by: 'bernard',
      minutesAgo: 95,
      text: "Pour information, le parapluie va bien. Il est à l'abri, il mange, il a été vu ouvert au café des Sports *samedi ET dimanche*. La rançon est fixée à un but.",
    },
  ],
  {
    poll: {
      by: 'rozenn',
      question: 'Le parapluie : but valable ?',
      votes: [
        ['But valable, loi 5', 74],
        ['But à rejouer, par temps sec', 31],
        ['But à rendre, avec le parapluie', 88],
      ],
      secret: false,
      shows: 'always',
      endsInDays: 4,
    },
  },
);
