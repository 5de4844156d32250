import { article } from '../article.ts';
import { highWater } from '../drawings/high-water.ts';

export const flood = article(
  {
    id: 'crue-lieuse-nuit',
    slug: 'nuit-de-la-crue',
    section: 'La Lieuse',
    title: "La nuit où la Lieuse est montée jusqu'aux halles",
    standfirst:
      "3,42 mètres à l'échelle du Pont-Neuf : la rivière n'avait pas monté si haut depuis 1995. Personne n'est blessé. Le récit d'une nuit, heure par heure, avec celles et ceux qui l'ont passée debout.",
    bylines: ['Julien Prat', 'Maëlle Kerbrat'],
    publishedMinutesAgo: 2900,
    drawing: highWater,
    caption: "Le Pont-Neuf au plus fort de la crue. Sous l'arche de gauche, l'échelle de 1911. Dessin : Le Courrier",
    body: `
      <p>Au moment où ferment les boulangeries, l'eau passait encore sous le Pont-Neuf avec de la place pour une barque et un homme debout. Dix heures plus tard, la barque n'aurait pas passé couchée.</p>
      <p>La Lieuse a culminé à 3,42 mètres. Cent douze maisons ont été touchées, quarante et une personnes ont dormi au gymnase Pagnol, et personne n'est blessé, si l'on excepte un sapeur-pompier mordu au pouce par un chat qu'il venait de sauver.</p>
      <h2>18 h. « Ça va monter »</h2>
      <p>Le message de la préfecture tient, pour l'essentiel, en trois mots. Rue du Four, Fatoumata Diarra-Lemoine remonte les sacs de farine d'un étage. Au Bas-Pont, on sort les batardeaux, ces planches numérotées que chacun garde derrière sa porte. Celle du 9 manque : elle sert d'étagère depuis octobre.</p>
      <h2>21 h 15. Le quai des Tanneurs disparaît</h2>
      <p>2,60 mètres. L'eau ne déborde pas, elle remonte : par les grilles, par les caves, par les éviers. Impasse du Lavoir, les pompes démarrent l'une après l'autre. « On aurait dit un orchestre qui s'accorde », dit une voisine. Celle du 11 ne démarre pas. Six personnes vident sa cave au seau, à la chaîne, dont deux qui ne se parlaient plus depuis l'affaire de la haie.</p>
      <blockquote class="pull"><p>L'eau ne déborde pas. Elle remonte, par les grilles, par les caves, par les éviers.</p></blockquote>
      <h2>0 h 30. La sirène</h2>
      <p>Trois coups longs. On évacue le foyer des Peupliers : vingt-sept pensionnaires, dix-neuf fauteuils, un canari. Les ambulances ne passent plus rue Basse, alors on prend le bus de la navette, que Nadia Benali a ramené du dépôt sans attendre qu'on le lui demande.</p>
      <h2>3 h 40. 3,42 mètres</h2>
      <p>Le point le plus haut. L'eau touche la première marche des halles, s'y arrête, et semble réfléchir. Sur le pont fermé, une trentaine de personnes se taisent. Un adolescent éclaire l'échelle de son téléphone et lit les chiffres à voix haute, toutes les dix minutes, comme on lit un tirage.</p>
      <h2>6 h 50. Le jour</h2>
      <p>Trois mètres. Le boulanger de la rue Haute a cuit toute la nuit et donne tout. Les premiers seaux sortent. Il y a dans les rues une odeur de cave, de gazole et de pain chaud.</p>
      <p>Combien de temps avant que tout sèche ? « Pour les sols, trois semaines. Pour les murs, un an. Pour les gens, cela dépend de qui les aide », dit le capitaine Le Goff. Le numéro de la cellule d'aide est affiché à la mairie et au gymnase ; il répond jour et nuit.</p>
      <p class="small">Cette page a été ouverte au premier message de la préfecture et tenue à jour toute la nuit. Les commentaires les plus anciens ont été écrits avant le pic, à la lampe de poche.</p>
      <p class="after">Vous y étiez ? Vous cherchez ou vous offrez un coup de main ? Dites-le ci-dessous : la rédaction lit tout, et transmet.</p>`,
  },
  { quotes: 'Je reviens ici au lendemain de la crue.' },
);
