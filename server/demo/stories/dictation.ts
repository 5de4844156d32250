import { article } from '../article.ts';
import { ruledPaper } from '../drawings/ruled-paper.ts';

export const dictation = article({
  id: 'dictee-de-noel',
  slug: 'la-dictee-de-noel-revient',
  section: 'Culture',
  title: 'La dictée de Noël revient salle Pagnol, et les inscriptions sont ouvertes',
  standfirst:
    "Quatre-vingts places, un texte tenu secret, des stylos prêtés. L'an dernier, une seule copie sans faute ; son autrice remet son titre en jeu.",
  bylines: ['Paul Estève'],
  publishedMinutesAgo: 1560,
  drawing: ruledPaper,
  caption: "Extrait d'une copie de l'an dernier. Le mot entouré est « chrysanthème ». Dessin : Le Courrier",
  body: `
      <p>On ne connaît pas le texte. On sait seulement qu'il contient « un pluriel qui fâche », promet Sylvie Morvan, institutrice et lectrice de la dictée depuis onze ans. L'an dernier, un « chrysanthème » avait éliminé la moitié de la salle dès la deuxième ligne, et l'on avait entendu, au fond, un retraité de l'Éducation nationale dire un mot qui ne s'écrit pas.</p>
      <p>La dictée se tient mercredi 9 décembre, à 14 h 30, salle Pagnol. Trois catégories : moins de quinze ans, adultes, et « binômes », où l'on peut se souffler à condition d'avoir au moins trente ans d'écart. C'est la plus courue.</p>
      <p>Marguerite Quéméneur, 84 ans, zéro faute l'an dernier, viendra défendre son titre. Son secret ? « Je lis les étiquettes. Toutes. » Elle a déjà taillé ses crayons.</p>
      <p>Inscription gratuite à la médiathèque ou à la rédaction. Le vin chaud est offert après la correction, jamais avant : on a essayé.</p>`,
});
