import { conversation } from '../conversation.ts';

export const canteen = conversation('cantine-deux-repas', [
  {
    key: 'jeanne',
    by: 'jeanne',
    minutesAgo: 4210,
    text: "Deux repas végétariens par semaine, mes enfants s'en portent très bien, merci aux cuisinières. Ceux qui crient n'ont pas goûté.",
    reports: [
      { by: 'gerard', rule: 4, note: 'insultant pour les parents', minutesAgo: 4100 },
      { by: 'philgob', rule: 7, note: '', minutesAgo: 4072 },
      { by: 'lecteur', rule: 4, note: 'insultant', minutesAgo: 1400 },
    ],
  },
  {
    key: 'zoe',
    by: 'zoe',
    minutesAgo: 4168,
    replyTo: 'jeanne',
    text: "Je ne crie pas, j'ai goûté, et je trouve quand même qu'on aurait pu nous laisser choisir. Le gratin est très bon. La décision l'était moins.",
  },
  {
    key: 'jeanne-2',
    by: 'jeanne',
    minutesAgo: 4140,
    replyTo: 'zoe',
    text: "Vous avez raison pour « ceux qui crient ». C'était inutile.",
  },
  {
    key: 'sylvie',
    by: 'sylvie',
    minutesAgo: 3980,
    text: "Institutrice, je mange avec eux le jeudi. Ce que l'article ne dit pas : le jour du gratin, ils **parlent**. Le jour des nuggets, ils avalent et ils partent jouer. Je ne sais pas ce qu'il faut en conclure, mais le jeudi est devenu mon jour préféré.",
  },
  {
    key: 'sylvie-aminata',
    by: 'aminata',
    minutesAgo: 3912,
    replyTo: 'sylvie',
    text: "Infirmière scolaire (je passe dans les trois écoles). Pour le fer, puisqu'on me le demande dix fois par semaine :\n\n1. lentilles, pois chiches et haricots en apportent ;\n2. il se fixe mieux avec une orange ou un kiwi au dessert ;\n3. un enfant qui mange de tout le soir n'a aucun souci à se faire.\n\nVoilà. Vous pouvez le découper et le mettre sur le frigo.",
  },
  {
    key: 'sylvie-ahmed',
    by: 'ahmed',
    minutesAgo: 3890,
    replyTo: 'sylvie-aminata',
    text: "C'est fait. Sous le dessin du dinosaure.",
  },
  {
    key: 'tissier',
    by: 'tissier',
    minutesAgo: 3300,
    text: "Quarante et une personnes ont signé les deux pétitions. Je suis l'une d'elles. J'étais pour la première, et à la seconde le monsieur avait froid.",
  },
  {
    key: 'insult',
    by: 'lucie',
    minutesAgo: 3120,
    state: 'rejected',
    text: 'Il faut être complètement idiot pour servir ça à des enfants.',
    findings: [{ phase: 'banned_word', effect: 'hold', weight: 5, evidence: ['complètement idiot'], facts: {} }],
    decision: { by: 'belkacem', rule: 4, note: '', passages: ['complètement idiot'], minutesAgo: 3084 },
  },
  {
    key: 'lucie',
    by: 'lucie',
    minutesAgo: 3050,
    thanks: "C'est votre question que nous sommes allés poser aux cantinières.",
    text: "On m'a refusé un message, et c'était mérité. Je recommence : ma fille rentre le mardi avec faim, et personne à l'école ne m'a dit si elle mangeait ou non. C'est cela que je voulais demander.",
  },
  {
    key: 'lucie-maelle',
    by: 'maelle',
    minutesAgo: 2990,
    replyTo: 'lucie',
    text: "Merci d'être revenue. Les cantinières notent chaque jour qui n'a pas mangé ; les parents peuvent le demander, presque personne ne le sait. Un mot dans le cahier suffit.",
  },
  {
    key: 'caps',
    by: 'karim',
    minutesAgo: 2400,
    text: 'ENCORE UNE FOIS PERSONNE NE NOUS A DEMANDÉ NOTRE AVIS. (pardon, touche bloquée. mais quand même)',
  },
]);
