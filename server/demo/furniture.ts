import { typeset } from './typeset.ts';

/** What a local paper prints every day beside the news. `discussed` is list items, or empty; `origin` is the service's. */
export function furniture(discussed: string, origin: string): string {
  return [
    discussed && block('On en parle', `<ol>${discussed}</ol>`),
    block('Choisi par la rédaction', picks(origin)),
    block('Avec nos lecteurs', together),
    block('La Lieuse, quatre jours', gauge + soft(level)),
    block('Au marché, samedi', `<ul>${prices}</ul>`),
    block('Il y a cent ans', archive),
  ].join('');
}

/** What readers said that the newsroom picked, with what is on today: the lines a publisher pastes, and what stands there without scripts. */
const picks = (origin: string) =>
  `<script src="${origin}/quotes.js" async></script>
<terrasse-programme site="courrier"></terrasse-programme>
<terrasse-featured site="courrier" limit="2"><a href="${origin}/">La Terrasse, le forum de nos lecteurs</a></terrasse-featured>`;

/** What they may ask and come to, and what they talk about. */
const together = `<terrasse-questions site="courrier"></terrasse-questions>
<terrasse-events site="courrier" limit="3"></terrasse-events>
<terrasse-discussions site="courrier" of="forum" limit="4"></terrasse-discussions>`;

export const wordOfTheWeek = `<p class="word"><b>Batardeau</b> ${typeset('(n. m.): a numbered plank that slides across a doorway to keep the river out. Every house in the Bas-Pont has one. Most are in use as shelves.')}</p>`;

function block(title: string, content: string): string {
  return `<section class="furniture"><h2 class="board">${title}</h2>${content}</section>`;
}

function soft(text: string): string {
  return `<p class="meta">${text}</p>`;
}

const level = typeset('Échelle du Pont-Neuf, en mètres. Le point haut : 3,42 m. Vigilance levée.');

const gauge = `<svg class="gauge" viewBox="0 0 360 130" role="img" aria-label="${typeset('Le niveau de la Lieuse : 1,30 mètre il y a quatre jours, 3,42 mètres au plus haut, 1,84 mètre ce matin')}">
<path class="mark" d="M0 20.500H330M0 60.500H330M0 100.500H330"/>
<path class="level" d="M0 104L40 102L80 96L110 82L136 52L150 26L158 19L168 27L190 44L222 58L258 70L296 80L330 83"/>
<circle cx="158" cy="19" r="4.500" fill="var(--rubric)"/>
<text x="336" y="25">3,4</text><text x="336" y="65">2,4</text><text x="336" y="105">1,4</text>
</svg>`;

const prices = [
  ['Poireaux de Kerven, le kilo', '2,40 €'],
  ['Châtaignes, le litre', '4,00 €'],
  ['Tomme cendrée, la pièce', '6,50 €'],
  ['Œufs, la douzaine, avant 9 h', '3,80 €'],
]
  .map(([what, price]) => `<li><span>${typeset(what!)}</span><b>${typeset(price!)}</b></li>`)
  .join('');

const archive =
  `<p>${typeset("« Une vache appartenant à M. Tréhorel est entrée mardi à la mairie, a monté l'escalier et n'a pu le redescendre. Le conseil, qui siégeait, a levé la séance. »")}</p>` +
  soft(typeset('Le Courrier, 21 novembre 1926'));
