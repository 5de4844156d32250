// Words as threads have them, French and English: a few everywhere, most of them rare, so that searching meets both. The same at every run.
export type Language = 'fr' | 'en';

const common: Record<Language, string> = {
  fr: 'de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont on avec ont mais comme ou si leur y nous tout même ces c’est deux bien fait être aux cette elle été aussi sans encore très peut quand faut où dire temps depuis entre rien j’ai n’est d’un d’une qu’on l’article',
  en: 'the to and of a in that is it for on with as this are be not have but was they at or from by you we all their there an what if so more about who one would no will has can do up when out just like people time even than only how because into other it’s don’t that’s',
};
const stems =
  'ville rue école maire tram vélo loyer impôt projet quartier parc arbre bruit prix march usine port train hôpital budget conseil débat enquête journal étude chantier commerc habit transport énergi chauff voisin élect associ cultur musé théâtr stad piscin cantin crèch';
const endings = 's e es eur euse ier ière age ement ation iste able if ive al ité ais aine eux oire';
const syllables = 'mar len ker bou ros tal vin dor gan fel bri sau mon ter lac pru nor cha vel dun hal bec rou sim tan';

/** Who writes « the » a million times writes a name once: about the law of Zipf, Mandelbrot's. */
const weightOf = (rank: number) => (rank + 2.7) ** -1.15;
const SLOTS = 1 << 20;

const vocabularies = { fr: slotsOf(wordsOf('fr')), en: slotsOf(wordsOf('en')) };

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` words, beginning with a capital. */
export function sentenceOf(language: Language, count: number, random: () => number): string {
  const { words, slots } = vocabularies[language];
  let text = '';
  for (let n = 0; n < count; n++) text += `${n ? ' ' : ''}${words[slots[Math.floor(random() * SLOTS)]!]!}`;
  return text[0]!.toUpperCase() + text.slice(1);
}

function wordsOf(language: Language): string[] {
  const parts = syllables.split(' ');
  const formed = endings.split(' ').flatMap((ending) => stems.split(' ').map((stem) => stem + ending));
  const names = parts.flatMap((a) => parts.flatMap((b) => parts.map((c) => a[0]!.toUpperCase() + a.slice(1) + b + c)));
  return [...common[language].split(' '), ...stems.split(' '), ...formed, ...names];
}

/** A word has as many slots as its weight asks for: one is drawn by one number. */
function slotsOf(words: string[]) {
  const total = words.reduce((sum, _word, rank) => sum + weightOf(rank), 0);
  const slots = new Uint16Array(SLOTS);
  let sum = 0;
  let from = 0;
  for (let rank = 0; rank < words.length; rank++) {
    sum += weightOf(rank);
    const to = Math.round((sum / total) * SLOTS);
    slots.fill(rank, from, to);
    from = to;
  }
  return { words, slots };
}
