import { article } from '../article.ts';
import { courthouse } from '../drawings/courthouse.ts';

export const copper = article(
  {
    id: 'tribunal-cuivre-gare',
    slug: 'le-cuivre-de-la-gare-au-tribunal',
    section: 'Justice',
    title: "Le cuivre de la gare devant le tribunal : « J'ai cru que ça ne servait plus »",
    standfirst:
      'Trois hommes comparaissaient jeudi pour le vol de 640 mètres de câble, qui avait arrêté les trains une matinée. Le parquet demande du sursis et des heures de travail. Jugement le mois prochain.',
    bylines: ['Bastien Achour'],
    publishedMinutesAgo: 2080,
    drawing: courthouse,
    caption: 'Au tribunal, les pièces à conviction tenaient sur une palette. Dessin : Le Courrier',
    body: `
      <p>On avait apporté la palette dans la salle, et la salle était petite. Pendant toute l'audience, jeudi, le greffier a dû lever la tête pour voir le président par-dessus 640 mètres de câble enroulé.</p>
      <p>Les faits datent du mois de mars. Une nuit, entre la gare de Saint-Aubin et le passage à niveau de la Corderie, quelqu'un a coupé, tiré et chargé le câble de signalisation. Au matin, les feux étaient au rouge sur onze kilomètres. Quatre trains sont restés à quai, 1 300 voyageurs aussi, dont une femme qui allait à Rennes pour une opération, reportée de trois semaines. Elle était là, au deuxième rang. Elle n'a pas demandé d'argent. Elle voulait « voir à quoi ça ressemble, du cuivre ».</p>
      <h2>Trois versions</h2>
      <p>Ils sont trois, âgés de 27, 44 et 51 ans. Le premier reconnaît avoir conduit. Le deuxième reconnaît avoir coupé : « J'ai cru que ça ne servait plus. » Le troisième, ferrailleur, dit avoir acheté de bonne foi, au prix du jour, facture à l'appui ; il est poursuivi pour recel et le conteste. Son avocate a rappelé que la facture porte la date du 9 mars, et le vol celle du 11. Le procureur y voit une erreur de plume. La défense, une relaxe.</p>
      <p>Le parquet a requis six et huit mois avec sursis et cent quarante heures de travail d'intérêt général contre les deux premiers, une amende contre le troisième. Le jugement sera rendu le mois prochain. D'ici là, tous trois sont présumés innocents.</p>
      <p>À la sortie, la femme du deuxième rang a demandé au greffier si elle pouvait toucher le câble. Il a regardé le président, qui regardait ailleurs. « C'est plus lourd que je pensais », a-t-elle dit.</p>
      <p class="after">Les commentaires de cette page sont lus par la modération avant de paraître : des personnes jugées et des victimes les liront.</p>`,
  },
  { moderation: 'before' },
);
