import { article } from '../article.ts';
import { lunchTray } from '../drawings/lunch-tray.ts';

export const canteen = article({
  id: 'cantine-deux-repas',
  slug: 'cantine-deux-repas-vegetariens',
  section: 'École',
  title: 'Cantine : deux repas végétariens par semaine, et le gratin qui a changé les avis',
  standfirst:
    "L'essai lancé à la rentrée dans les trois écoles publiques devient la règle. Nous avons déjeuné quatre fois au milieu des CE2, sans prévenir, et pesé ce qui partait à la poubelle.",
  bylines: ['Maëlle Kerbrat'],
  publishedMinutesAgo: 4400,
  drawing: lunchTray,
  caption: 'Mardi : lentilles, carottes rôties, pomme de Kerven. Dessin : Le Courrier',
  body: `
      <p>« Le mardi, avant, c'était le jour où je donnais ma part à Noé », dit Inaya, huit ans, école de la Vannerie. Et maintenant ? « Maintenant Noé mange la sienne. »</p>
      <p>Depuis septembre, deux repas sur cinq sont servis sans viande ni poisson dans les trois écoles publiques. La loi en demande un. Le conseil d'école a voté le second à une voix près, après un trimestre où l'on a beaucoup parlé de fer, de liberté et de nuggets.</p>
      <h2>Peser plutôt que crier</h2>
      <p>Nous avons déjeuné quatre fois à la cantine, deux mardis et deux jeudis, et demandé à peser les restes. Les deux premières semaines, les enfants jetaient 148 grammes par plateau les jours végétariens, contre 112 les autres jours. En novembre : 96 grammes, contre 109. Ce qui a changé n'est pas la morale mais la recette. La cuisinière, Yveline Tréhorel, a remplacé les « galettes de céréales » livrées surgelées par un gratin de courge et de lentilles. « Une galette, c'est une éponge qui a fait des études. Un gratin, ça gratine. »</p>
      <blockquote class="pull"><p>Une galette, c'est une éponge qui a fait des études. Un gratin, ça gratine.</p></blockquote>
      <p>Le repas coûte 14 centimes de moins. La commune les remet dans les légumes, qui viennent désormais à 60 % de moins de trente kilomètres. Des parents regrettent qu'on ne leur ait pas laissé le choix, chaque jour, entre deux plats ; la cuisine centrale répond qu'elle a quatre feux et deux personnes.</p>
      <p>La pétition contre le second repas a recueilli 214 signatures, celle pour 231. Quarante et une personnes ont signé les deux. Nous en avons rappelé une. « J'étais pour qu'on en parle », dit-elle.</p>`,
});
