import { article } from '../article.ts';
import { muddyPitch } from '../drawings/muddy-pitch.ts';

export const derby = article({
  id: 'derby-plouvern-3-3',
  slug: 'saint-aubin-plouvern-3-3',
  section: 'Sports',
  title: 'Saint-Aubin–Plouvern, 3‑3 : le derby, la boue et le parapluie du président',
  standfirst:
    "Menée 3-0 à la pause, l'Union a égalisé à la 94e minute, sur un terrain où le ballon ne roulait plus. On reparlera longtemps du parapluie.",
  bylines: ['Rozenn Le Dantec'],
  publishedMinutesAgo: 900,
  drawing: muddyPitch,
  caption: 'Stade de la Vannerie, 94e minute. Le ballon est quelque part. Dessin : Le Courrier',
  body: `
      <p>À la mi-temps, l'entraîneur de l'Union a demandé à ses joueurs de fermer les yeux et d'imaginer une plage. C'est son arrière gauche qui le raconte, et il ajoute : « On a surtout pensé aux douches. »</p>
      <p>Il y avait 3-0 pour Plouvern, 640 spectateurs, et un stade de la Vannerie qui avait bu en deux jours ce qu'il boit d'ordinaire en un mois. L'arbitre, M. Kerdoncuff, avait lâché le ballon d'un mètre cinquante devant les deux capitaines. Il n'avait pas rebondi. On avait décidé de jouer quand même, parce que c'était le derby.</p>
      <h2>Trois buts et un objet</h2>
      <p>Le premier de l'Union est une tête plongeante de Malo Guégan, qui a glissé cinq mètres avec le ballon et fini dans le filet avec lui. Le deuxième, un coup franc de trente mètres que le gardien de Plouvern a regardé s'arrêter dans une flaque, puis repartir. Le règlement ne dit rien des flaques.</p>
      <p>Puis vint la 94e. Un centre, une forêt de jambes, et le parapluie du président de Plouvern, retourné par le vent, qui traverse la surface de réparation à hauteur d'homme. Le gardien baisse la tête. Le ballon entre. M. Kerdoncuff a consulté ses deux assistants, le délégué, puis le ciel, et il a montré le rond central.</p>
      <blockquote class="pull"><p>L'arbitre a consulté ses deux assistants, le délégué, puis le ciel.</p></blockquote>
      <p>Plouvern a porté réserve. Le président, lui, demande qu'on lui rende son parapluie, un modèle de Cherbourg « auquel il tient ». Il serait vu depuis dimanche, ouvert, dans la vitrine du café des Sports. Le café n'a pas souhaité commenter.</p>
      <p class="small">Union de Saint-Aubin : Le Bris – Arslan, Quéré, Morvan, Sow – Le Gall, Benali (cap.), Roche – Guégan, Alvarez, Tanguy. Buts : Guégan (58e), Benali (71e), Alvarez (90e + 4).</p>`,
});
