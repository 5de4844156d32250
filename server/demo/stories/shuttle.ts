import { article } from '../article.ts';
import { busStop } from '../drawings/bus-stop.ts';

export const shuttle = article(
  {
    id: 'navette-gare-releve',
    slug: 'navette-de-la-gare-le-releve',
    section: 'Enquête',
    title: 'Navette de la gare : un passage sur trois en retard, et nous savons où',
    standfirst:
      "Pendant cinq semaines, une lectrice a noté chaque passage à l'arrêt Tanneurs. Nous avons vérifié ses 412 lignes. La navette ne perd pas son temps dans les bouchons : elle le perd à un feu.",
    bylines: ['Julien Prat', 'Lucie Prigent, lectrice'],
    publishedMinutesAgo: 1710,
    drawing: busStop,
    caption: "L'arrêt Tanneurs, un lundi, 7 h 55. Le panneau annonce 7 h 42. Dessin : Le Courrier",
    body: `
      <p>Cela commence par un carnet à petits carreaux. Lucie Prigent, préparatrice en pharmacie, prend la navette tous les matins à l'arrêt Tanneurs. En octobre, lasse d'expliquer à son employeur que la navette était en retard, elle s'est mise à l'écrire. L'heure annoncée, l'heure vraie, le temps qu'il fait, le nombre de gens sur le trottoir.</p>
      <p>Au bout de cinq semaines, 412 passages. Nous en avons contrôlé cinquante au hasard, montre en main, et demandé les autres à la compagnie, qui a fini par les donner. L'écart moyen entre le carnet et l'ordinateur de bord est de onze secondes. En faveur du carnet.</p>
      <h2>Le feu de la Corderie</h2>
      <p>Un passage sur trois a plus de cinq minutes de retard. Le matin, entre 7 h et 9 h, un sur deux. Mais le retard ne grandit pas le long du trajet, comme il le ferait dans un embouteillage : il tombe d'un coup, entre deux arrêts, toujours les mêmes. Entre Corderie et Tanneurs, la navette perd 4 minutes et 20 secondes en moyenne. Il y a là 280 mètres et un feu.</p>
      <figure class="chart">
        <svg viewBox="0 44 680 196" role="img" aria-label="Retard médian à chaque arrêt, de 7 heures à 9 heures : moins d’une minute jusqu’à Corderie, plus de cinq minutes dès Tanneurs et ensuite.">
          <path class="rule" d="M0 200H680M0 140H680M0 80H680" />
          <g class="bar"><path d="M20 196h60v4H20zM120 194h60v6h-60zM220 191h60v9h-60z" /></g>
          <g class="bar hot"><path d="M320 96h60v104h-60z" /></g>
          <g class="bar"><path d="M420 92h60v108h-60zM520 88h60v112h-60z" /></g>
          <g class="tick"><text x="680" y="194">0 min</text><text x="680" y="134">3 min</text><text x="680" y="74">6 min</text></g>
          <g class="name"><text x="50" y="226">Gare</text><text x="150" y="226">Hôpital</text><text x="250" y="226">Corderie</text><text x="350" y="226">Tanneurs</text><text x="450" y="226">Halles</text><text x="550" y="226">Lycée</text></g>
        </svg>
        <figcaption>Retard médian par arrêt, de 7 h à 9 h, du 12 octobre au 13 novembre. 412 passages. Relevé : Lucie Prigent ; vérification : Le Courrier</figcaption>
      </figure>
      <h2>« Il donne la priorité à une rue fermée »</h2>
      <p>Ce feu a été réglé au printemps, pendant les travaux du gaz, pour laisser passer la déviation de la rue Basse. La déviation a été levée le 30 août. Le réglage est resté. Toutes les quatre-vingt-dix secondes, le feu donne donc quarante secondes de vert à une rue où il ne passe plus personne. Un agent de la voirie, qui l'a vérifié devant nous avec une clé et un soupir, résume : « Il donne la priorité à une rue fermée. »</p>
      <p>La mairie dit l'avoir « inscrit au programme du premier trimestre ». L'opération dure, selon le même agent, dix minutes. La compagnie, elle, a répondu à notre enquête par une lettre de trois pages où le mot « feu » ne figure pas.</p>
      <p>Lucie Prigent continue son carnet. Depuis jeudi, elle note aussi la couleur du feu.</p>`,
  },
  { audience: 'subscribers' },
);
