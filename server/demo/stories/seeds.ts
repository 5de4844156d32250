import { article } from '../article.ts';
import { seedLibrary } from '../drawings/seed-library.ts';

export const seeds = article({
  id: 'mediatheque-graines',
  slug: 'la-mediatheque-prete-des-graines',
  section: 'Culture',
  title: 'La médiathèque prête désormais des graines, à rendre à la récolte',
  standfirst:
    "Dans l'ancien meuble à fiches du premier étage, cent douze tiroirs de haricots, de soucis et de tomates. On emprunte au printemps, on rend à l'automne, et il n'y a pas d'amende si le merle est passé.",
  bylines: ['Paul Estève'],
  publishedMinutesAgo: 38,
  drawing: seedLibrary,
  caption: "L'ancien fichier des auteurs, de A à Z. Les courges sont à Q, « parce qu'il y avait de la place ». Dessin : Le Courrier",
  body: `
      <p>Le meuble pesait trop lourd pour qu'on le jette. Depuis que les livres se cherchent à l'écran, les cent douze tiroirs de chêne de l'ancien fichier restaient vides, au premier étage de la médiathèque, entre les atlas et le radiateur. Mercredi, on les a rouverts. Ils sentent encore l'encre ; ils bruissent un peu.</p>
      <p>« On s'est demandé ce qu'une bibliothèque sait faire, dit Anne-Laure Pichon, qui la dirige. Garder, prêter, récupérer, et faire confiance. » On emprunte donc un sachet sur sa carte de lecteur, cinq au plus. On sème. À l'automne, on rend autant de graines qu'on en a pris, plus une pincée. Qui n'a rien récolté rapporte une histoire, qu'on range dans le tiroir.</p>
      <h2>Le haricot de Kerven</h2>
      <p>Quarante variétés viennent de jardins de Saint-Aubin. La plus ancienne est un haricot grimpant, violet et taché de crème, que la famille Huon sème à Kerven depuis 1921 au moins. Colette Huon, 91 ans, en a apporté un plein bocal. « Il n'a pas de nom. Chez nous on disait “le haricot”. »</p>
      <blockquote class="pull"><p>Qui n'a rien récolté rapporte une histoire, qu'on range dans le tiroir.</p></blockquote>
      <p>Il reste des tiroirs. On cherche en particulier la laitue que vendait le père Kermarrec sur le marché, et que beaucoup disent n'avoir plus jamais goûtée. Une vieille enveloppe, un fond de boîte, un nom suffiraient peut-être. Premier étage, du mardi au samedi, de 10 h à 18 h.</p>`,
});
