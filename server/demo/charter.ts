import { banned } from '../moderation/screening.ts';
import type { WordRule } from '../sites/wire.ts';
import { typeset } from './typeset.ts';

export type DemoRule = { title: string; body: string };

/** Eight rules, numbered by their place. */
export const charter: Record<'fr' | 'en', DemoRule[]> = {
  fr: [
    rule(
      'On écrit en son nom, sous un seul compte',
      "Un pseudonyme va très bien, deux non. On ne se fait passer pour personne. Si le sujet touche à votre métier, à votre famille ou à votre portefeuille, dites-le : votre avis n'en aura que plus de poids.",
    ),
    rule(
      "On n'appelle pas à la haine",
      "Rien qui rabaisse une personne ou un groupe pour son origine, sa religion, son sexe, son orientation, son âge, sa santé ou son handicap. La loi le punit ; nous le retirons sans attendre qu'elle le fasse.",
    ),
    rule(
      'On ne met personne en danger',
      "Ni menace, ni appel à « aller voir » quelqu'un, ni conseil qui pourrait blesser. Si une personne est en danger maintenant, appelez le 17, le 18 ou le 112 avant de nous écrire.",
    ),
    rule(
      'On discute les idées, pas les personnes',
      "On peut trouver un projet mauvais, un vote honteux, un article raté, et l'écrire. On ne traite pas pour autant son auteur d'imbécile. Relisez-vous comme si la personne était assise à votre table : à Saint-Aubin, elle le sera peut-être.",
    ),
    rule(
      "On dit ce qu'on sait, on signale ce qu'on suppose",
      "Un fait se donne avec sa source, ou avec « je crois ». Accuser quelqu'un d'un fait précis sans pouvoir le montrer, c'est de la diffamation, même entre parenthèses. Se tromper arrive : corrigez, on vous en saura gré.",
    ),
    rule(
      'On laisse aux autres leur vie privée',
      "Pas de téléphone, d'adresse, de plaque ni de photo de quelqu'un sans son accord. Même pour rendre service, même si « tout le monde sait où il habite ».",
    ),
    rule(
      'On reste dans le sujet, sans rien vendre',
      'Sous un article sur les platanes, on parle des platanes. Ni publicité, ni tract, ni le même message partout. Un lien est bienvenu quand il éclaire. Pour le reste, La Terrasse a des espaces faits pour cela.',
    ),
    rule(
      "On pense à celles et ceux dont parle l'article",
      "Une famille en deuil, une personne jugée, un enfant : ils liront peut-être. On présume l'innocence, on ne raconte pas la victime à sa place, et devant une mort on se tait plutôt que de plaisanter.",
    ),
  ],
  en: [
    rule(
      'Write as yourself, from one account',
      'A pen name is fine, two are not. Never pass for someone else. If the subject touches your job, your family or your wallet, say so: your view will only count for more.',
    ),
    rule(
      'No hatred',
      'Nothing that belittles a person or a group for their origin, religion, sex, orientation, age, health or disability. The law punishes it; we do not wait for the law to take it down.',
    ),
    rule(
      'Put nobody in danger',
      'No threats, no call to “pay someone a visit”, no advice that could hurt. If someone is in danger now, call 17, 18 or 112 before you write to us.',
    ),
    rule(
      'Discuss ideas, not people',
      'You may find a project bad, a vote shameful or an article poor, and write so. That does not make its author a fool. Read yourself again as if the person sat at your table: in Saint-Aubin, they might.',
    ),
    rule(
      'Say what you know, mark what you suppose',
      'A fact comes with its source, or with “I think”. Accusing somebody of something precise that you cannot show is defamation, even in brackets. Being wrong happens: correct it, and people will thank you.',
    ),
    rule(
      'Leave others their private life',
      'No phone number, address, plate or picture of anybody without their consent. Not even to help, not even if “everyone knows where he lives”.',
    ),
    rule(
      'Stay on the subject, sell nothing',
      'Under an article about plane trees, we talk about plane trees. No advertising, no leaflets, no same message everywhere. A link is welcome when it sheds light. For all else, La Terrasse has its spaces.',
    ),
    rule(
      'Think of those the article is about',
      'A grieving family, a person on trial, a child: they may be reading. Presume innocence, do not tell the victim’s story for them, and before a death keep silent rather than joke.',
    ),
  ],
};

/** What a small newsroom would begin with: whole words and phrases, each holds a post. */
const BANNED = [
  'abruti',
  'abrutis',
  'complètement idiot',
  'connard',
  'connards',
  'crétin',
  'crétins',
  'débile',
  'débiles',
  'gu1gn0ls',
  'guignols',
  'ordure',
  'pauvre type',
  'sale race',
  'ta gueule',
  'vendus',
];

/** What earns a word of caution, and what is only worth a look. */
export const words: WordRule[] = [
  ...BANNED.map(banned),
  { id: 'incapables', text: 'incapable(s|)', match: 'pattern', lang: 'fr', effect: 'nudge' },
  { id: 'bande', text: 'bande de *', match: 'pattern', lang: 'fr', effect: 'nudge' },
  { id: 'complot', text: 'complot', match: 'part', lang: null, effect: 'flag' },
];

function rule(title: string, body: string): DemoRule {
  return { title: typeset(title), body: typeset(body) };
}
