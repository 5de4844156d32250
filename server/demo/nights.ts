import type { DemoPost } from './conversation.ts';
import type { ForumThread } from './forum.ts';

/** Each: who, how many minutes after the opening, what; a key where something hangs on it. */
type Line = [by: string, minute: number, text: string, key?: string];

/** What was said on a night that began so many minutes ago. */
const told = (beganAgo: number, opening: string, lines: Line[]): DemoPost[] => [
  { key: 'opening', by: lines[0]![0], minutesAgo: beganAgo, text: opening },
  ...lines.map(([by, minute, text, key = `minute-${by}-${minute}`]) => ({ key, by, minutesAgo: beganAgo - minute, text })),
];

/** Two evenings of the town: the derby of last week, to be read over; and one that goes on. */
export const nights: ForumThread[] = [
  {
    key: 'derby',
    space: 'vie-de-quartier',
    title: 'Saint-Aubin – Lannevez : le derby, minute par minute',
    kind: 'live',
    tags: 'sport, commune:Saint-Aubin',
    live: { hosts: ['rozenn', 'bastien'], pinned: ['line-up', 'first-goal', 'penalty', 'winner'], endedMinutesAgo: 8520 },
    posts: told(
      8640,
      'Coup d’envoi à 20 heures au stade des Tanneurs. Rozenn est en tribune, Bastien près du banc. Racontez ce que vous voyez, d’où que vous le voyiez.',
      [
        [
          'rozenn',
          4,
          'Les équipes : Saint-Aubin en 4-4-2, Le Goff dans les buts, **Keller titulaire** pour la première fois depuis sa blessure.',
          'line-up',
        ],
        ['odile', 6, 'Tribune nord, on ne voit que des écharpes. Et ça chante déjà.'],
        ['herve', 9, 'Le terrain a bu toute la semaine, côté rivière ça va glisser.'],
        ['bastien', 12, 'Le coach à son adjoint : « On attend, on attend, ils vont se fatiguer. »'],
        ['yusuf', 15, 'Premier corner pour nous, rien. Leur gardien sort bien.'],
        ['zoe', 19, 'Lannevez domine, soyons honnêtes.'],
        [
          'rozenn',
          23,
          '**But de Lannevez**, sur leur première vraie occasion : centre au second poteau, Le Goff est battu. 0-1.',
          'first-goal',
        ],
        ['thibault', 24, 'On dort.'],
        ['colette', 26, 'Mon petit-fils dit hors-jeu. Mon petit-fils a six ans.'],
        ['solene', 31, 'Keller sur la barre ! On l’a entendue jusqu’au parking.'],
        ['rozenn', 45, 'Mi-temps. Saint-Aubin a eu le ballon le dernier quart d’heure sans savoir qu’en faire.'],
        ['ahmed', 51, 'À la buvette il n’y a plus que des galettes sans saucisse. C’est une défaite.'],
        ['bastien', 62, 'Changement : Diallo entre à gauche. Tout le banc s’est levé pour lui parler.'],
        ['jeanne', 66, 'Ah, enfin quelqu’un qui court.'],
        ['rozenn', 71, '**Penalty !** Main dans la surface, l’arbitre n’hésite pas. Keller pose le ballon… et marque. 1-1.', 'penalty'],
        ['odile', 72, 'Je suis tombée de mon banc. Tout va bien.'],
        ['velo', 73, 'Le stade est debout, même les gens de Lannevez autour de moi applaudissent le geste.'],
        ['herve', 80, 'Dix minutes à tenir ou à gagner. On a connu ça en 2011.'],
        ['zoe', 84, 'Le Goff vient de sauver un but du bout du gant. Je retire tout.'],
        [
          'rozenn',
          89,
          '**BUT !** Diallo, du gauche, à la dernière minute ! Le coin nord n’existe plus, il n’y a que des bras. 2-1.',
          'winner',
        ],
        ['yusuf', 90, 'JE N’AI PLUS DE VOIX.'],
        ['colette', 91, 'Mon petit-fils dit que ce n’est pas hors-jeu.'],
        [
          'rozenn',
          95,
          'C’est fini. Saint-Aubin gagne le derby pour la première fois depuis quatre ans. Merci à tous, on se relit demain dans le journal.',
          'end',
        ],
        ['bastien', 97, 'Le coach passe devant nous : « Je vous avais dit qu’ils allaient se fatiguer. »'],
        ['solene', 101, 'Vu du pont : la rue du Bac klaxonne comme un mariage.'],
      ],
    ),
  },
  {
    key: 'cup',
    space: 'vie-de-quartier',
    title: 'Quart de finale de la coupe : Saint-Aubin reçoit Port-Renan',
    kind: 'live',
    tags: 'sport, commune:Saint-Aubin',
    live: { hosts: ['rozenn', 'bastien'], pinned: ['lights', 'goal'] },
    posts: told(58, 'Un quart de finale au stade des Tanneurs, c’est arrivé deux fois en quarante ans. On vous raconte, racontez-nous.', [
      ['rozenn', 3, 'Port-Renan aligne son équipe type, trois anciens pros compris. Saint-Aubin reconduit les onze du derby.'],
      ['odile', 5, 'Même banc, même écharpe, même plaid. On ne change pas une superstition qui gagne.'],
      ['thibault', 8, 'Deux cars de supporters en face. Ils ont un tambour.'],
      ['bastien', 11, 'La pelouse a été couverte toute la nuit par les bénévoles. Le président en a encore les mains bleues.'],
      ['herve', 14, 'Ça joue vite, beaucoup plus vite que dimanche.'],
      ['rozenn', 17, 'Le projecteur de l’angle sud s’éteint. L’arbitre laisse jouer, les capitaines sont d’accord.', 'lights'],
      ['ahmed', 19, 'Depuis le virage on voit la moitié d’un match, mais c’est la bonne moitié.'],
      ['zoe', 22, 'Port-Renan touche le poteau. Deux fois. Sur la même action.'],
      ['colette', 24, 'Je n’ai plus d’ongles et on est à la 24e.'],
      ['yusuf', 27, 'Diallo !! Il efface deux défenseurs, centre… personne.'],
      ['rozenn', 31, '**But de Keller !** Contre-attaque en trois passes, le plat du pied, 1-0. Le tambour d’en face s’est tu.', 'goal'],
      ['velo', 32, 'Le klaxon de la navette nocturne, arrêtée sur le pont pour regarder.'],
      ['jeanne', 33, 'Quarante ans que j’attends ça, et j’étais en train de servir un café.'],
      ['solene', 36, 'On respire. Le Goff prend tout dans les airs.'],
      ['bastien', 39, 'Le médecin s’occupe de Diallo, la cheville. Il fait signe que ça va.'],
      ['herve', 42, 'Qu’il sorte, il a donné, on en a besoin pour la suite.'],
      ['rozenn', 46, 'Mi-temps. 1-0, et personne n’ose le dire trop fort.'],
      ['odile', 48, 'La galette-saucisse est revenue à la buvette. Les signes sont là.'],
      ['thibault', 52, 'Le tambour aussi est revenu.'],
      ['rozenn', 56, 'C’est reparti. Diallo est bien là, strappé, et applaudi.'],
      ['zoe', 57, 'Ils poussent, ils poussent…'],
    ]),
  },
];
