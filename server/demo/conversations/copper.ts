import { conversation } from '../conversation.ts';
import type { DemoFinding } from '../conversation.ts';

const before: DemoFinding = { phase: 'before_publication', effect: 'hold', weight: 1, evidence: [], facts: {} };

export const copper = conversation('tribunal-cuivre-gare', [
  {
    key: 'passenger',
    by: 'ellen',
    minutesAgo: 1990,
    text: 'I was on the 7:12 that morning. We were told “a technical problem”, then “an animal”, then nothing. It is good to read what it was. I hope the lady is well.',
  },
  {
    key: 'etienne',
    by: 'etienne',
    minutesAgo: 1905,
    text: "Compte rendu exact et mesuré, j'étais dans la salle pour une autre affaire. Une précision : le recel suppose de **savoir** d'où vient la chose. C'est tout l'objet de la date sur la facture, et c'est pourquoi il faut attendre le jugement avant d'écrire « receleur ».",
  },
  {
    key: 'etienne-ferrand',
    by: 'ferrand',
    minutesAgo: 1870,
    replyTo: 'etienne',
    text: 'Et si la facture est antidatée ?',
  },
  {
    key: 'etienne-2',
    by: 'etienne',
    minutesAgo: 1822,
    replyTo: 'etienne-ferrand',
    text: "Alors le procureur le prouvera. C'est lui qui doit prouver, pas l'autre qui doit se laver.",
  },
  {
    key: 'railwayman',
    by: 'bernard',
    minutesAgo: 1433,
    text: "Trente-huit ans à la voie. Le câble, ce n'est pas « du cuivre qui ne sert plus », c'est ce qui dit au train d'en face que vous êtes là. Je n'en veux pas au gamin qui conduisait. J'en veux un peu à ceux qui lui ont dit que c'était sans danger.",
  },
  {
    key: 'verdict',
    by: 'gerard',
    minutesAgo: 1210,
    state: 'rejected',
    text: "Coupables tous les trois, ça se voit à leur tête. Au trou, et qu'on n'en parle plus.",
    findings: [before],
    decision: {
      by: 'belkacem',
      rule: 8,
      note: "Le jugement n'est pas rendu : on ne peut pas les dire coupables ici.",
      passages: ['Coupables tous les trois'],
      minutesAgo: 1188,
    },
  },
  {
    key: 'name',
    by: 'riverain',
    minutesAgo: 300,
    state: 'held',
    text: "Le ferrailleur, tout le monde l'a reconnu. Il est route de Kerven, la grande cour avec le portail bleu, et il répond au 06 39 98 14 27 si vous voulez lui parler du pays.",
    findings: [before, { phase: 'personal_data', effect: 'hold', weight: 4, evidence: ['06 39 98 14 27'], facts: { phone: 1 } }],
  },
  {
    key: 'question',
    by: 'solene',
    minutesAgo: 142,
    state: 'held',
    text: 'Sait-on si la dame a pu être opérée depuis ?',
    findings: [before],
  },
  {
    key: 'alarm',
    by: 'thibault',
    minutesAgo: 26,
    state: 'held',
    text: "Mon frère travaille à la SNCF, il dit qu'il existe des câbles marqués à l'ADN de synthèse, invendables. Voir https://rail.example/marquage",
    findings: [before],
  },
]);
