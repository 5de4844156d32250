import { article } from '../article.ts';
import { slate } from '../drawings/slate.ts';

export const schoolteacher = article(
  {
    id: 'carnet-jeanne-le-goff',
    slug: 'jeanne-le-goff-institutrice',
    section: 'Carnet',
    title: 'Jeanne Le Goff, qui apprit à lire à trois générations',
    standfirst:
      "L'institutrice de l'école du Lavoir s'est éteinte à 96 ans. De 1951 à 1986, plus de neuf cents enfants de Saint-Aubin ont lu leur premier mot sur son ardoise.",
    bylines: ['Hélène Vasseur'],
    publishedMinutesAgo: 9360,
    drawing: slate,
    caption: "L'ardoise de la classe, gardée par la famille. Dessin : Le Courrier",
    body: `
      <p>Elle commençait par le mot « rivière ». Les autres maîtres commençaient par « papa », ou par « lune ». Jeanne Le Goff écrivait « rivière » au tableau, parce qu'on la voyait par la fenêtre, et elle disait : vous voyez, il est long, et pourtant vous le connaissez déjà.</p>
      <p>Née en 1930 dans la maison de l'éclusier, fille et petite-fille de mariniers, elle avait appris à lire sur les coques. Elle entra à l'École normale à dix-neuf ans, fut nommée à l'école du Lavoir à vingt et un, et n'en bougea plus. Trente-cinq ans de cours préparatoire, dans la même salle, avec le même poêle, puis sans.</p>
      <p>Elle gardait dans une boîte à biscuits le premier mot écrit par chaque enfant. Neuf cent quatre bouts de papier, datés. En 1995, quand l'eau est entrée dans l'école, elle est descendue chercher la boîte elle-même, en bottes, à 65 ans, et n'a rien sauvé d'autre.</p>
      <p>La boîte est à la médiathèque. Chacun peut y demander son mot.</p>
      <p>Elle laisse deux fils, cinq petits-enfants, et une ville qui sait lire. Les obsèques ont eu lieu mardi, dans l'intimité.</p>`,
  },
  { closeAfterDays: 3 },
);
