import { article } from '../article.ts';
import { marketSquare } from '../drawings/market-square.ts';

export const planeTrees = article(
  {
    id: 'place-du-marche-2026',
    slug: 'place-du-marche-platanes',
    section: 'Vie municipale',
    title: 'Place du Marché : les platanes resteront, les voitures non',
    standfirst:
      'Après trois heures de débat, le conseil municipal a choisi vendredi soir le plan qui garde les vingt-deux arbres et supprime les soixante places de parking. Les travaux commenceront après la Chandeleur.',
    bylines: ['Maëlle Kerbrat'],
    publishedMinutesAgo: 445,
    drawing: marketSquare,
    caption: "La place, un samedi, vue de la fenêtre de l'horloger. Dessin : Le Courrier",
    body: `
      <p>Il était 22 h 40 quand la maire, Solène Guivarc'h, a posé son stylo. « On ne coupera pas un arbre que nos grands-parents ont planté pour gagner douze places. » Dix-neuf voix pour, six contre, deux abstentions : le plan B l'emporte.</p>
      <p>Le marché du samedi gardera ses quatre-vingts étals. Les riverains auront un abonnement à demi-tarif sous les halles, et la navette de la gare passera toutes les douze minutes. Reste la question des livraisons, renvoyée à une commission.</p>
      <h2>Deux plans, un seul trottoir</h2>
      <p>Le plan A portait le parking de soixante à soixante-douze places, au prix de neuf platanes, ceux qui font face à la poste. Le plan B les garde tous, retire le bitume et le remplace par des pavés posés sur sable, « pour que la place boive », dit l'adjointe aux espaces verts. La région paie 840 000 euros sur 2,1 millions. C'est elle, au fond, qui a voté : elle ne finançait que le B.</p>
      <p>Alain Corvec, qui mène l'opposition, a parlé sept minutes sans notes. « On soigne les arbres et on oublie les jambes de ceux qui ont quatre-vingts ans. » On a applaudi dans les deux camps, ce qui n'arrive pas souvent salle des Mariages. Le concierge avait sorti vingt chaises ; soixante personnes sont restées debout, dont une avec un niveau à bulle, pour prouver que la place penche.</p>
      <blockquote class="pull"><p>On soigne les arbres et on oublie les jambes de ceux qui ont quatre-vingts ans.</p></blockquote>
      <aside class="box">
        <h2>Le plan B, en chiffres</h2>
        <dl>
          <div><dt>22</dt><dd>platanes gardés, plantés l'hiver 1956</dd></div>
          <div><dt>60</dt><dd>places de stationnement supprimées</dd></div>
          <div><dt>4</dt><dd>bancs, sur le plan présenté vendredi</dd></div>
          <div><dt>12 min</dt><dd>entre deux navettes, au lieu de vingt</dd></div>
          <div><dt>2,1 M€</dt><dd>de travaux, dont 40 % payés par la région</dd></div>
        </dl>
      </aside>
      <h2>Par quarts, pour ne pas manquer un samedi</h2>
      <p>Les travaux commenceront après la Chandeleur, côté poste, et avanceront par quarts de place : trois quarts resteront toujours ouverts. Les placiers ont obtenu que rien ne bouge entre le 10 décembre et les Rois. La fin est promise avant la Fête de la rivière, au mois de juin, promesse que la maire a faite en touchant le bois de la table.</p>
      <p>Les platanes, eux, ont été plantés l'hiver 1956 dans une terre apportée à la brouette depuis les jardins du Lavoir. Le registre de la voirie en compte vingt-quatre à l'origine. Deux sont tombés lors de la tempête de 1987, et l'un des deux a fini en comptoir, au café L'Embarcadère, où l'on commentait le vote, vendredi, jusqu'à la fermeture.</p>
      <p>À 23 h 05, la maire a éteint elle-même la lumière de la salle. Dehors, il pleuvait sur les vingt-deux arbres, qui n'avaient rien demandé.</p>`,
  },
  { serverRendered: true },
);
