/** Posts as people write them: about 300 characters, a quote, a link or an emphasis now and then. The same at every run. */
const sentences = [
  'La rue a été refaite il y a trois ans et voilà qu’on la rouvre pour le réseau de chaleur.',
  'J’habite juste en face : le bruit commence à six heures et demie, *tous les jours*.',
  'Le conseil avait promis une concertation, je n’en ai vu ni la date ni le compte rendu.',
  'Merci pour cet article, on comprend enfin d’où vient la différence entre les deux devis.',
  'Personne ne parle des commerçants de la place, qui ont perdu un tiers de leurs clients.',
  'Les chiffres sont publics : [le rapport de la chambre régionale](https://example.org/rapport) les donne en annexe 4.',
  'À Nantes ils ont fait autrement, et cela a coûté deux fois moins cher.',
  'Je ne suis pas d’accord, mais votre argument sur l’école mérite une vraie réponse.',
  'Il faudrait demander aux services techniques combien de places disparaissent **vraiment**.',
  'Mon grand-père racontait déjà la même histoire à propos de l’ancienne gare.',
];

export const textOf = (n: number): string => {
  const [a, b, c] = [sentences[n % 10]!, sentences[(n * 3 + 1) % 10]!, sentences[(n * 7 + 4) % 10]!];
  const opening = n % 6 === 0 ? `> ${sentences[(n + 5) % 10]!.slice(0, 60)}\n\n` : '';
  return `${opening}${a} ${b}\n\n${c} (${n})`;
};
