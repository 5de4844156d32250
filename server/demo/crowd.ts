import { crowdPeople } from './crowd-people.ts';
import { closings, expertAnswers, links, newsroomSays, onHold, smallTalk, tooFar, topics, type Topic } from './crowd-topics.ts';
import { firstNames, places, safePlaces, surnames } from './crowd-words.ts';
import { printed, type Conversation, type DemoPost } from './conversation.ts';
import { dice, type Dice } from './dice.ts';
import { people } from './people.ts';

const SIZE = 5_000;
const DEEPEST = 7;
const professional = new Set(people.filter(({ title }) => title).map(({ key }) => key));

/** Two nights and a day, from the first warning on: how much is written when. */
const phases = [
  { from: 2880, to: 2350, share: 0.24, trend: ['ça monte', 'en hausse', 'plus vite que tout à l’heure', 'ça monte régulièrement'] },
  { from: 2350, to: 1980, share: 0.36, trend: ['ça monte encore', 'à peine plus', 'étale depuis dix minutes', 'on dirait que ça hésite'] },
  { from: 1980, to: 1560, share: 0.16, trend: ['ça descend', 'en baisse, enfin', 'moins deux depuis l’aube', 'ça se retire'] },
  { from: 1560, to: 760, share: 0.14, trend: ['en baisse', 'ça descend lentement', 'on revoit le quai'] },
  { from: 760, to: 3, share: 0.1, trend: ['en baisse', 'presque rentrée dans son lit', 'elle fait l’innocente'] },
];

/** Metres on the gauge of the Pont-Neuf, by minutes ago. */
const levels = [
  [2880, 2.05],
  [2500, 2.86],
  [2120, 3.42],
  [1980, 3.38],
  [1560, 2.9],
  [760, 2.2],
  [0, 1.84],
] as const;

/**
 * Five thousand comments under the flood, written from a grammar of what people say on such a night. Pure: the same
 * seed gives the same crowd. Authors are `crowdPeople` and a few of `people`.
 */
export function crowd(seed = 1911): Conversation {
  const scene: Scene = { dice: dice(seed), said: [], roots: [], hot: null, lately: [], texts: new Set() };
  for (const minutesAgo of moments(scene.dice)) {
    const parent = scene.dice.chance(0.67) ? chooseParent(scene) : null;
    say(scene, parent ? answerTo(scene, parent, minutesAgo) : newSubject(scene, minutesAgo));
  }
  return { article: 'crue-lieuse-nuit', posts: scene.said.map(({ post }) => printed(post)) };
}

type Words = Record<string, string>;
type Said = { post: DemoPost; parent: Said | null; topic: Topic; words: Words; depth: number };
type Scene = {
  dice: Dice;
  said: Said[];
  roots: Said[];
  hot: { members: Said[]; until: number } | null;
  lately: string[];
  texts: Set<string>;
};

function moments({ next }: Dice): number[] {
  const all = phases.flatMap(({ from, to, share }) => Array.from({ length: Math.round(SIZE * share) }, () => to + (from - to) * next()));
  return all.map((minutes) => Math.round(minutes * 100) / 100).sort((a, b) => b - a);
}

function say(scene: Scene, said: Said): void {
  const { dice, roots, hot } = scene;
  scene.said.push(said);
  scene.texts.add(said.post.text);
  if (said.parent === null) roots.push(said);
  const visible = said.post.state === undefined;
  if (visible && hot && root(said) === hot.members[0]) hot.members.push(said);
  if (visible && said.parent === null && (!hot || hot.until < scene.said.length) && dice.chance(0.08)) {
    scene.hot = { members: [said], until: scene.said.length + 60 + dice.below(420) };
  }
}

function chooseParent({ dice, said, roots, hot }: Scene): Said | null {
  const throwOf = dice.next();
  if (hot && throwOf < 0.12) return hot.members[0]!;
  const among = hot && throwOf < 0.3 ? hot.members.slice(-40) : throwOf < 0.62 ? said.slice(-60) : roots.slice(-90);
  const open = among.filter(({ post }) => post.state !== 'held' && post.state !== 'rejected');
  if (open.length === 0) return null;
  const parent = dice.pick(open);
  return dice.chance(parent.depth / (DEEPEST + 1)) || parent.depth === DEEPEST ? parent.parent : parent;
}

function newSubject(scene: Scene, minutesAgo: number): Said {
  const { dice } = scene;
  const topic = chooseTopic(dice, minutesAgo);
  const words = wordsOf(dice, minutesAgo);
  if (dice.chance(0.012)) return newsroomUpdate(scene, minutesAgo, words);
  const by = chooseAuthor(dice);
  const text = unheard(scene, () => styled(by, message(scene, topic, words, minutesAgo), words, true));
  return { post: withFate(scene, { key: keyOf(scene), by, minutesAgo, text }, words), parent: null, topic, words, depth: 0 };
}

function newsroomUpdate(scene: Scene, minutesAgo: number, words: Words): Said {
  const by = scene.dice.pick(['julien', 'julien', 'maelle', 'courrier']);
  const text = expand(choose(scene, newsroomSays.updates), words, scene.dice);
  return { post: { key: keyOf(scene), by, minutesAgo, text }, parent: null, topic: topics['level']!, words, depth: 0 };
}

function answerTo(scene: Scene, parent: Said, minutesAgo: number): Said {
  const { dice } = scene;
  const words = { ...wordsOf(dice, minutesAgo), at: parent.words['at']!, the: parent.words['the']!, to: calledName(parent.post.by) };
  const { by, text } = reply(scene, parent, words, minutesAgo);
  const quote = dice.chance(0.04) && parent.post.state === undefined ? quotable(parent.post.text) : null;
  const quoted = quote ? `> ${quote}\n\n${text}` : text;
  const post = { key: keyOf(scene), by, minutesAgo, text: quoted, replyTo: parent.post.key };
  return { post: withFate(scene, post, words), parent, topic: parent.topic, words, depth: parent.depth + 1 };
}

function reply(scene: Scene, parent: Said, words: Words, minutesAgo: number): { by: string; text: string } {
  const { dice } = scene;
  const { topic } = parent;
  if (dice.chance(0.012))
    return { by: dice.pick(['julien', 'maelle', 'camille']), text: expand(dice.pick(newsroomSays.answers), words, dice) };
  if (dice.chance(0.02) && [topics['causes'], topics['level'], topics['house']].includes(topic))
    return { by: 'claire', text: expand(choose(scene, expertAnswers), words, dice) };
  const asker = parent.parent?.post.by;
  const back = asker && asker !== parent.post.by && !professional.has(asker) && dice.chance(0.5);
  const by = back ? asker : chooseAuthor(dice, parent.post.by);
  const pool = parent.depth > 1 && dice.chance(0.15) ? chooseTopic(dice, minutesAgo).say : poolFor(dice, parent);
  const text = unheard(scene, () => styled(by, expand(choose(scene, pool) + closing(dice), words, dice), words, false));
  return { by, text };
}

/** Who answers a first message speaks to the subject; further down, more and more to each other. */
function poolFor(dice: Dice, { topic, depth }: Said): string[] {
  if (depth === 0) return dice.chance(0.12) ? smallTalk : topic.answer;
  const throwOf = dice.next();
  return throwOf < 0.45 ? (topic.rejoin ?? smallTalk) : throwOf < 0.7 ? smallTalk : topic.answer;
}

/** Something on a subject; one in six goes on to another, one in thirty to a third. */
function message(scene: Scene, topic: Topic, words: Words, minutesAgo: number): string {
  const { dice } = scene;
  const first = expand(choose(scene, topic.say) + closing(dice), words, dice);
  const more = dice.next();
  const others = Array.from({ length: more < 0.035 ? 2 : more < 0.17 ? 1 : 0 }, () => {
    const elsewhere = wordsOf(dice, minutesAgo);
    return dice.pick(links) + expand(choose(scene, chooseTopic(dice, minutesAgo).say), elsewhere, dice);
  });
  return [first, ...others].join('\n\n');
}

function closing(dice: Dice): string {
  return dice.chance(0.06) ? ` ${dice.pick(closings)}` : '';
}

/** A few more tries where these very words were written already. */
function unheard(scene: Scene, write: () => string): string {
  let text = write();
  for (let tries = 0; tries < 5 && scene.texts.has(text); tries++) text = write();
  return text;
}

/** Not one of what was said a moment ago. */
function choose(scene: Scene, pool: readonly string[]): string {
  const fresh = pool.filter((line) => !scene.lately.includes(line));
  const line = scene.dice.pick(fresh.length > 0 ? fresh : pool);
  scene.lately = [...scene.lately.slice(-70), line];
  return line;
}

/** The few that moderation, or their authors, took down; and those that wait. */
function withFate(scene: Scene, post: DemoPost, words: Words): DemoPost {
  const { dice } = scene;
  const fate = dice.next();
  if (fate < 0.006) return removed(dice, post);
  if (fate < 0.012) return { ...post, state: 'deleted' };
  if (fate < 0.014) return { ...removed(dice, post), state: 'rejected', reports: [] };
  if (post.minutesAgo < 240 && fate < 0.06) return held(scene, post, words);
  if (fate > 0.985) return { ...post, editedMinutesAgo: Math.max(0, post.minutesAgo - 2 - dice.below(9)) };
  return post;
}

/** Each text waits once: a queue of like cases teaches nothing. */
function held({ dice, texts }: Scene, post: DemoPost, words: Words): DemoPost {
  const next = onHold.find(({ text }) => !texts.has(text));
  if (!next) return post;
  texts.add(next.text);
  return { ...post, text: expand(next.text, words, dice), state: 'held', findings: [next.finding] };
}

function removed(dice: Dice, post: DemoPost): DemoPost {
  const { text, passage, rule } = dice.pick(tooFar);
  const soon = Math.max(0, post.minutesAgo - 4 - dice.below(30));
  return {
    ...post,
    text,
    state: 'removed',
    reports: [{ by: chooseAuthor(dice, post.by), rule, note: '', minutesAgo: (post.minutesAgo + soon) / 2 }],
    decision: { by: dice.pick(['camille', 'theo', 'belkacem']), rule, note: '', passages: [passage], minutesAgo: soon },
  };
}

function chooseTopic(dice: Dice, minutesAgo: number): Topic {
  const phase = phases.findIndex(({ to }) => minutesAgo >= to);
  const all = Object.values(topics);
  let rest = dice.below(all.reduce((sum, { when }) => sum + when[phase]!, 0));
  return all.find(({ when }) => (rest -= when[phase]!) < 0)!;
}

/** A few write much, most write once. */
function chooseAuthor(dice: Dice, other?: string): string {
  const regulars = [
    'herve',
    'odile',
    'ahmed',
    'fatoumata',
    'karim',
    'nadia',
    'aminata',
    'patrice',
    'solene',
    'yusuf',
    'zoe',
    'velo',
    'bernard',
    'ferrand',
  ];
  const by = dice.chance(0.07) ? dice.pick(regulars) : crowdPeople[Math.floor(dice.next() ** 1.3 * crowdPeople.length)]!.key;
  return by === other ? chooseAuthor(dice, other) : by;
}

function wordsOf(dice: Dice, minutesAgo: number): Words {
  const here = dice.pick(places);
  const there = dice.pick(places.filter((place) => place !== here));
  const further = dice.pick(places.filter((place) => place !== here && place !== there));
  const dry = dice.pick(safePlaces);
  const trend = dice.pick(phases.find(({ to }) => minutesAgo >= to)!.trend);
  return {
    at: here.at,
    the: here.the,
    at2: there.at,
    at3: further.at,
    safe: dry.at,
    dry: dry.the,
    n: String(1 + dice.below(38)),
    cm: String(4 + dice.below(58)),
    few: dice.pick(['deux', 'trois', 'quatre', 'cinq']),
    hour: String(dice.pick([5, 6, 7, 8, 9, 14, 17, 19, 21])),
    min: String(5 * (1 + dice.below(8))),
    page: String(4 + dice.below(120)),
    level: levelAt(minutesAgo).toFixed(2).replace('.', ','),
    trend,
    other: dice.pick(firstNames),
    surname: dice.pick(surnames),
  };
}

function levelAt(minutesAgo: number): number {
  const after = levels.findIndex(([minutes]) => minutes <= minutesAgo);
  const [from, high] = levels[Math.max(0, after - 1)]!;
  const [to, low] = levels[after]!;
  return from === to ? high : high + ((from - minutesAgo) / (from - to)) * (low - high);
}

/** Alternatives from the inside out, then slots; `{At}` is `{at}` with a capital. */
function expand(line: string, words: Words, dice: Dice): string {
  const innermost = /\(([^()]*\|[^()]*)\)/;
  let text = line;
  while (innermost.test(text)) text = text.replace(innermost, (_, choices: string) => dice.pick(choices.split('|')));
  text = text.replace(/\{(\w)(\w*)\}/g, (_, initial: string, rest: string) => {
    const word = words[initial.toLowerCase() + rest] ?? '';
    return initial === initial.toLowerCase() ? word : capital(word);
  });
  return text
    .replace(/ +/g, ' ')
    .replace(/ (?=[.,\n])/g, '')
    .trim();
}

/** How this person types, always: most as taught, some not. */
function styled(by: string, text: string, words: Words, opening: boolean): string {
  const index = crowdPeople.findIndex(({ key }) => key === by);
  if (index < 0 || text.includes('\n')) return text;
  const manner = index % 13;
  if (manner === 4) return text.toLowerCase().replace(/\.$/, '');
  if (manner === 7) return text.replace(/\.(?= |$)/g, '…');
  if (manner === 9) return text.replace(/\.$/, ' !');
  if (manner === 11 && opening) return `Bonsoir à tous. ${text}`;
  if (manner === 12 && opening) return `${text}\n\n${calledName(by)}, ${words['at']}`;
  return text;
}

function calledName(key: string): string {
  const name = [...people, ...crowdPeople].find((person) => person.key === key)!.name;
  return /^\p{Lu}\p{Ll}+(-\p{Lu}\p{Ll}+)? \p{Lu}/u.test(name) ? name.split(' ')[0]! : name;
}

/** Its first sentence, if it stands by itself. */
function quotable(text: string): string | null {
  const sentence = text.split('\n')[0]!.split(/(?<=[.?!…]) /)[0]!;
  return /[>«»*]/.test(sentence) || sentence.length < 12 ? null : sentence;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function keyOf({ said }: Scene): string {
  return `c${said.length + 1}`;
}

function root(said: Said): Said {
  return said.parent ? root(said.parent) : said;
}
