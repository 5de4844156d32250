import type { Kind } from '../threads/wire.ts';
import type { DemoCall } from './calls.ts';
import type { DemoIdea } from './ideas.ts';
import { printed, type DemoPost } from './conversation.ts';
import type { DemoLive } from './lives.ts';
import type { DemoMeeting } from './meetings.ts';
import type { DemoPoll } from './polls.ts';
import type { DemoTestimony } from './testimonies.ts';
import { cellarWall } from './drawings/cellar-wall.ts';
import { typeset } from './typeset.ts';

export type DemoSpace = {
  slug: string;
  name: string;
  description: string;
  /** The slug of the one that it is a part of. */
  around?: string;
  /** Markdown. */
  guidelines?: string;
};

export type ForumThread = {
  key: string;
  /** A space's slug. */
  space: string;
  title: string;
  /** A discussion where it says nothing. */
  kind?: Kind;
  /** The key of the answer that was kept. */
  kept?: string;
  /** The key of the answer that is the newsroom's own. */
  official?: string;
  /** First in its space. */
  pinned?: true;
  /** Articles that are read with it, by the publisher's ids. */
  articles?: string[];
  /** As one types them. */
  tags?: string;
  call?: DemoCall;
  idea?: DemoIdea;
  meeting?: DemoMeeting;
  testimony?: DemoTestimony;
  live?: DemoLive;
  poll?: DemoPoll;
  /** The key of who it is held with. */
  partner?: string;
  /** In the order of time; the first opens the thread. */
  posts: DemoPost[];
};

export const spaces: DemoSpace[] = [
  space('vie-de-quartier', 'Vie de quartier', "Ce qui se passe au bas de chez vous, et ce qu'on pourrait y faire."),
  space('la-lieuse', 'La Lieuse et les crues', 'Niveaux, caves, assurances, haies : la rivière, et comment vivre avec elle.'),
  {
    ...space('sinistres', 'Assurances et sinistres', 'Déclarer, expertiser, contester : ce qui a marché, ce qui a traîné.'),
    around: 'la-lieuse',
    guidelines:
      "Ici, on cite des **dates**, des **montants** et des **textes**, pas des personnes.\n\n- Masquez votre numéro de dossier et celui des autres.\n- Un expert, un agent, un voisin : on dit ce qu'il a fait, jamais son nom.\n- Ce qui engage un tribunal se demande à un avocat.",
  },
  space('transports', 'Transports', 'Navette, train, vélo, trottoirs.'),
  space('ecole', 'École et jeunesse', 'La classe, la cantine, le mercredi après-midi.'),
  space('memoire', 'Mémoire de la ville', "Noms, photos, souvenirs : ce que l'on sait avant qu'on l'oublie."),
  space('coulisses', 'Coulisses de la rédaction', 'Comment se fait le Courrier. Posez vos questions, on répond.'),
  space('idees', 'Idées pour le journal', "Ce que vous aimeriez y lire, et ce qu'il en advient."),
];

export const forumThreads: ForumThread[] = [
  thread(
    'floods',
    'la-lieuse',
    {
      title: 'Crues de la Lieuse : vos questions à Claire Vasseur-Nguyen, hydrologue',
      kind: 'expert',
      tags: 'inondation, commune:Saint-Aubin',
      call: {
        guest: 'claire',
        from: -150,
        until: 1560,
        wanted: { insurance: 23, hedges: 17, gauge: 14, garden: 21, dam: 12, bridge: 6 },
      },
    },
    [
      {
        key: 'opening',
        by: 'maelle',
        minutesAgo: 2900,
        text: "Claire Vasseur-Nguyen a étudié vingt ans de crues entre Saint-Aubin et la mer. Posez-lui vos questions, et soutenez celles dont vous voulez la réponse : elle commence par les plus attendues.\n\nElle ne connaît pas vos contrats ni vos devis : pour un cas précis, dites la rue, l'étage et la hauteur d'eau, pas votre nom ni celui de l'artisan.",
      },
      {
        key: 'insurance',
        by: 'ahmed',
        minutesAgo: 2700,
        text: "Comment prouve-t-on qu'une cave s'est remplie par la nappe et non par les égouts ? L'expert est venu neuf jours après, tout était sec.",
      },
      {
        key: 'hedges',
        by: 'odile',
        minutesAgo: 2500,
        text: "On a arraché les haies du plateau dans les années 80. Si on les replantait demain, combien de temps avant que la rivière s'en aperçoive ?",
      },
      {
        key: 'gauge',
        by: 'bernard',
        minutesAgo: 1900,
        text: "À l'échelle du Pont-Neuf, à partir de quelle hauteur faut-il monter les meubles rue des Tanneurs ? On entend trois chiffres différents.",
      },
      {
        key: 'garden',
        by: 'solene',
        minutesAgo: 1400,
        text: "Peut-on manger les légumes d'un jardin qui a passé deux jours sous l'eau ? La mairie dit non, mon voisin dit qu'il suffit de les peler.",
      },
      {
        key: 'dam',
        by: 'thibault',
        minutesAgo: 800,
        text: 'Le barrage des Essarts lâche-t-il de l’eau pendant les pics, oui ou non ? Et qui décide ?',
      },
      {
        key: 'bridge',
        by: 'lucie',
        minutesAgo: 240,
        text: "Les piles du nouveau pont vont-elles faire monter l'eau en amont, comme l'ancien ?",
      },
      {
        key: 'a-insurance',
        by: 'claire',
        minutesAgo: 140,
        replyTo: 'insurance',
        text: "Par l'heure et par la couleur. L'égout déborde **pendant** le pic et laisse un dépôt gris ; la nappe monte six à dix heures **après** et laisse une ligne nette, presque propre. Photographiez la ligne avec une montre dans le cadre, et demandez à la régie le relevé du piézomètre de la rue du Lavoir : il est public.",
      },
      {
        key: 'a-hedges',
        by: 'claire',
        minutesAgo: 110,
        replyTo: 'hedges',
        text: "Huit à douze ans pour le sol, vingt pour la rivière. Mais un talus planté ralentit l'eau dès le premier hiver : c'est le talus qui travaille d'abord, la haie qui le tient ensuite.",
      },
      {
        key: 'a-gauge',
        by: 'claire',
        minutesAgo: 60,
        replyTo: 'gauge',
        text: 'Les trois chiffres sont justes, chacun pour son numéro de rue. **2,10 m** : le bas de la rue, jusqu’au lavoir. **2,40 m** : jusqu’à la boulangerie. **2,75 m** : toute la rue, comme en 1995. À 1,90 m et qui monte, n’attendez pas.',
      },
    ],
  ),
  thread(
    'planes',
    'vie-de-quartier',
    {
      title: 'Que planter après les platanes ? Vos questions à Inès Caradec, paysagiste',
      kind: 'expert',
      tags: 'arbres, quartier:Halles',
      call: { guest: 'ines', from: 2900, until: 4400, wanted: { shade: 19, roots: 8 } },
    },
    [
      {
        key: 'opening',
        by: 'julien',
        minutesAgo: 600,
        text: 'Inès Caradec répond mardi soir. D’ici là, demandez, et soutenez les questions des autres : elle lira les plus attendues d’abord.',
      },
      {
        key: 'shade',
        by: 'jeanne',
        minutesAgo: 420,
        text: "Combien d'étés sans ombre place des Halles, en étant honnête ?",
      },
      {
        key: 'roots',
        by: 'etienne',
        minutesAgo: 300,
        text: "Existe-t-il des arbres qui ne soulèvent pas les pavés, ou est-ce qu'on nous vend des arbustes ?",
      },
      { key: 'birds', by: 'zoe', minutesAgo: 45, text: 'Où iront les choucas cet hiver ?' },
    ],
  ),
  thread(
    'cellar',
    'la-lieuse',
    {
      title: "Mon sous-sol a pris l'eau deux fois en trois ans. Que puis-je faire avant l'hiver ?",
      kind: 'question',
      kept: 'claire',
      articles: ['crue-lieuse-nuit'],
      tags: 'commune:Saint-Aubin, inondation, assurance, logement',
    },
    [
      {
        key: 'ahmed',
        by: 'ahmed',
        minutesAgo: 7260,
        text: "Bonjour. J'habite impasse du Lavoir, à cent mètres de la Lieuse. En 2024, vingt centimètres d'eau dans le sous-sol ; en octobre dernier, quarante. L'assurance me parle de « vétusté du drainage », la mairie de « crue trentennale ».\n\nAvant de dépenser 9 000 € dans un cuvelage : qu'est-ce qui protège vraiment une maison des années 60 dans ce quartier ? Et faut-il s'attendre à pire ?",
        picture: {
          svg: cellarWall,
          alt: "Un mur de briques dans une cave : deux lignes claires laissées par l'eau, l'une à hauteur de genou, l'autre à mi-cuisse, et un mètre posé contre le mur",
          credit: 'Photo : Ahmed B.',
        },
      },
      {
        key: 'claire',
        by: 'claire',
        minutesAgo: 6480,
        replyTo: 'ahmed',
        text: "Bonjour Ahmed. Dans votre impasse, l'eau n'arrive pas par la porte : elle **remonte par la nappe**, environ six heures après le pic de la rivière. Un cuvelage seul risque donc de soulever la dalle. Dans l'ordre :\n\n1. un clapet anti-retour sur l'évacuation (300 € environ), à faire avant décembre ;\n2. un puisard et une pompe à flotteur, sur batterie ;\n3. le cuvelage, seulement après une étude de sol.\n\nPire ? Les pics d'hiver ont gagné 11 cm en vingt ans à l'échelle du Pont-Neuf. Je préfère vous le dire simplement : **attendez-vous à y revenir**.",
      },
      {
        key: 'herve',
        by: 'herve',
        minutesAgo: 6420,
        replyTo: 'claire',
        text: "> un puisard et une pompe à flotteur, sur batterie\n\nJ'ajoute : testez-la le premier samedi du mois, en même temps que la sirène. La moitié des pompes que j'ai vues en octobre étaient grippées.",
      },
      { key: 'ahmed-2', by: 'ahmed', minutesAgo: 6330, replyTo: 'herve', text: 'Noté dans le calendrier. Merci Hervé.' },
      {
        key: 'herve-2',
        by: 'herve',
        minutesAgo: 6326,
        replyTo: 'ahmed-2',
        text: 'Et montez la chaudière de 60 cm si vous la changez un jour.',
      },
      {
        key: 'maelle',
        by: 'maelle',
        minutesAgo: 6100,
        replyTo: 'ahmed',
        text: "Nous comptons les maisons touchées, rue par rue, pour une carte que nous publierons avec Claire. Écrivez-nous l'étage, la hauteur et l'heure, même approximatives : quinze réponses de plus et l'impasse sera complète.",
      },
      {
        key: 'solene',
        by: 'solene',
        minutesAgo: 5800,
        replyTo: 'ahmed',
        text: "@ahmed.benhaddou, le dossier de la préfecture est à https://www.prefecture.example/risques/plan-de-prevention-des-risques-d-inondation-de-la-Lieuse-et-de-ses-affluents.pdf, page 112 pour l'impasse du Lavoir.",
      },
      {
        key: 'ahmed-3',
        by: 'ahmed',
        minutesAgo: 1620,
        replyTo: 'claire',
        text: 'Je reviens ici au lendemain de la crue. Le clapet était posé depuis mardi. **Trois centimètres**, au lieu de quarante. La pompe du voisin a fait le reste. Je ne sais pas comment on remercie une hydrologue ; on a du miel.',
      },
      {
        key: 'claire-2',
        by: 'claire',
        minutesAgo: 1525,
        replyTo: 'ahmed-3',
        text: 'Le miel convient très bien. Et gardez ces trois centimètres : notés, datés, ils valent une étude.',
      },
    ],
  ),
  thread('behind', 'coulisses', 'Ce que le Courrier ne raconte pas assez, selon vous', [
    {
      key: 'paul',
      by: 'paul',
      minutesAgo: 5100,
      text: 'Une fois par trimestre, je pose la question, et je lis tout à la conférence de rédaction, même ce qui pique. Le trimestre dernier : les lignes de car, les femmes dans les pages Sports, et « moins de giratoires inaugurés ». Nous avons tenu deux promesses sur trois ; il reste un giratoire samedi.',
    },
    {
      key: 'aminata',
      by: 'aminata',
      minutesAgo: 4930,
      replyTo: 'paul',
      picked: true,
      text: 'La nuit. Qui travaille, qui soigne, qui livre, qui attend le premier bus. On est plusieurs centaines à Saint-Aubin et le journal se couche à 22 h.',
    },
    {
      key: 'paul-2',
      by: 'paul',
      minutesAgo: 4810,
      replyTo: 'aminata',
      text: "Touché. On vous suit une nuit, avec votre accord et celui de l'hôpital ? Je mets les bottes.",
    },
    {
      key: 'jb',
      by: 'jb',
      minutesAgo: 4200,
      replyTo: 'paul',
      text: "Les décisions qui ne sont pas prises. Vous annoncez ce que l'on vote ; j'aimerais un article, de temps à autre, sur ce qui est *reporté*.",
    },
    {
      key: 'karim',
      by: 'karim',
      minutesAgo: 2700,
      replyTo: 'paul',
      text: "Les bonnes nouvelles, mais les vraies. Pas le chèque géant. Genre le gars qui répare les vélos gratis derrière le gymnase depuis quatre ans et dont personne n'a jamais écrit le nom (il veut pas).",
    },
  ]),
  thread(
    'menu',
    'ecole',
    {
      title: 'Cantine : un menu végétarien par semaine, ou deux ?',
      tags: 'commune:Saint-Aubin, cantine',
      poll: {
        by: 'maelle',
        question: 'Combien de menus végétariens par semaine ?',
        votes: [
          ['Un, comme aujourd’hui', 52],
          ['Deux', 47],
          ['Chaque jour, au choix', 39],
        ],
        secret: true,
        shows: 'voted',
        endsInDays: 9,
      },
    },
    [
      {
        key: 'zoe',
        by: 'zoe',
        minutesAgo: 4300,
        text: "Le débat sous l'article est parti dans tous les sens, alors je l'ouvre ici, où l'on a le temps. Une question précise : **qui décide**, et comment pourrait-on décider mieux la prochaine fois ?",
      },
      {
        key: 'sylvie',
        by: 'sylvie',
        minutesAgo: 4020,
        replyTo: 'zoe',
        text: "Le conseil d'école vote, la mairie applique. Quatorze voix, dont cinq parents élus avec 23 % de participation. Si l'on veut peser, c'est là, en octobre, un mardi à 18 h, et il y a toujours des gâteaux.",
      },
      {
        key: 'zoe-2',
        by: 'zoe',
        minutesAgo: 3950,
        replyTo: 'sylvie',
        text: "Je ne savais pas que c'était si simple. Je me présente l'an prochain. Vous êtes témoins.",
      },
      { key: 'tissier', by: 'tissier', minutesAgo: 3600, replyTo: 'zoe-2', text: 'Témoin. Quel gâteau ?' },
    ],
  ),
  thread(
    'cinema',
    'memoire',
    { title: "Qui se souvient du nom de l'ancien cinéma de la rue des Tanneurs ?", kind: 'question', tags: 'quartier:Tanneurs, cinéma' },
    [
      {
        key: 'marguerite',
        by: 'marguerite',
        minutesAgo: 14_600,
        text: "Il était au 31, il y avait un coq sur la façade, et l'ouvreuse s'appelait Denise. J'ai le nom sur le bout de la langue depuis dimanche, et je ne peux pas mourir avec.",
      },
      {
        key: 'lucie',
        by: 'lucie',
        minutesAgo: 14_400,
        replyTo: 'marguerite',
        text: "Le Rex ! J'y ai vu *Le Grand Bleu* avec ma grand-mère, qui s'est endormie.",
      },
      {
        key: 'colette',
        by: 'colette',
        minutesAgo: 14_150,
        replyTo: 'lucie',
        picked: true,
        text: "Le Rex, c'est après 1958. Avant, c'était le **Chantecler**, d'où le coq. On y entrait avec deux œufs, les jours où la caissière était d'accord.",
      },
      {
        key: 'marguerite-2',
        by: 'marguerite',
        minutesAgo: 13_980,
        replyTo: 'colette',
        text: 'CHANTECLER. Merci, Colette. Je vais pouvoir dormir. (Et mourir, mais plus tard.)',
      },
    ],
  ),
  thread('night-train', 'memoire', { title: 'Le train de 22 h 10, entendu de chez vous', tags: 'gare, bruits' }, [
    {
      key: 'paul',
      by: 'paul',
      minutesAgo: 2100,
      text: "Un lecteur de la rue Haute nous envoie neuf secondes, enregistrées hier de sa fenêtre. Il s'endort avec depuis 1971. **D'où l'entendez-vous, et que vous dit-il ?**",
      plays: { file: 'night-train', alt: 'Le train de nuit sur le pont de la Lieuse, entendu de la rue Haute', credit: 'Son : un lecteur' },
    },
    {
      key: 'jeanne',
      by: 'jeanne',
      minutesAgo: 2010,
      replyTo: 'paul',
      text: "De la côte Saint-Jean, par vent d'ouest seulement. C'est ma météo : si je l'entends siffler, je rentre le linge.",
    },
    {
      key: 'bernard',
      by: 'bernard',
      minutesAgo: 1930,
      replyTo: 'paul',
      text: "J'ai conduit cette ligne dix-neuf ans. Les deux notes, c'est pour le passage de la Corderie, qui n'existe plus. On continue quand même : à cause du lecteur de la rue Haute.",
    },
    { key: 'paul-2', by: 'paul', minutesAgo: 1900, replyTo: 'bernard', text: 'Bernard, je vous appelle.' },
  ]),
  thread(
    'markets',
    'idees',
    { title: 'Une page « marchés de la semaine », le vendredi', kind: 'idea', idea: { state: 'started', word: 'helene', votes: 31 } },
    [
      {
        key: 'fatoumata',
        by: 'fatoumata',
        minutesAgo: 20_300,
        text: "Onze communes, onze marchés, onze jours différents. Une demi-page le vendredi : où, quand, ce qui est bon cette semaine, et qui ne sera pas là. Les producteurs vous enverraient un SMS. Je m'occupe de les embêter.",
      },
      {
        key: 'herve',
        by: 'herve',
        minutesAgo: 19_800,
        replyTo: 'fatoumata',
        text: "J'avais proposé la même chose en moins bien. Je me rallie, avec mes douze voix.",
      },
      {
        key: 'helene',
        by: 'helene',
        minutesAgo: 8600,
        replyTo: 'fatoumata',
        text: "C'est oui. Première page vendredi prochain, quatre communes pour commencer, les onze en janvier. Fatoumata, je vous appelle pour l'embêtement.",
      },
      { key: 'fatoumata-2', by: 'fatoumata', minutesAgo: 8540, replyTo: 'helene', text: "Je suis prête. J'ai déjà commencé." },
    ],
  ),
  thread(
    'quay-lamps',
    'vie-de-quartier',
    { title: 'Quelle lumière le soir sur le quai des Tanneurs ?', tags: 'quartier:Tanneurs', partner: 'lampadaires' },
    [
      {
        key: 'opening',
        by: 'helene',
        minutesAgo: 4300,
        text: "Les lampes du quai seront changées au printemps. La société qui en fabrique paie cette conversation ; elle n'en lit pas plus que vous et n'en retire rien. **Où fait-il trop sombre, où fait-il trop clair ?**",
      },
      {
        key: 'odile',
        by: 'odile',
        minutesAgo: 4100,
        text: 'Sous le tilleul, on ne voit pas ses pieds. Devant la banque, on lirait le journal à minuit.',
      },
      {
        key: 'lucie',
        by: 'lucie',
        minutesAgo: 3900,
        replyTo: 'odile',
        text: "Et les deux bancs entre les deux sont à l'ombre de tout. C'est là que je rentre, le soir.",
      },
      {
        key: 'bernard',
        by: 'bernard',
        minutesAgo: 3100,
        text: "Des lampes basses, et qui s'éteignent à une heure : les chauves-souris de la Lieuse étaient là avant nous.",
      },
    ],
  ),
  thread(
    'shuttle',
    'transports',
    {
      title: 'Navette de la gare : vos retards, arrêt par arrêt',
      tags: 'navette, quartier:Tanneurs',
      official: 'julien',
      pinned: true,
    },
    [
      {
        key: 'jb',
        by: 'jb',
        minutesAgo: 52_000,
        thanks: 'Vos additions ont fait la page 3 de samedi.',
        text: "Plutôt que de nous plaindre séparément, plaignons-nous ensemble, et avec méthode : **jour, arrêt, heure annoncée, heure vraie**. Une ligne par retard, sans adjectif. J'additionnerai le dimanche.",
      },
      {
        key: 'lucie',
        by: 'lucie',
        minutesAgo: 50_400,
        replyTo: 'jb',
        text: "Arrêt Tanneurs, lundi : 7 h 42 annoncé, 7 h 55 passé. J'ai noté toute la semaine, je peux partager le tableau.",
      },
      { key: 'jb-2', by: 'jb', minutesAgo: 50_300, replyTo: 'lucie', text: 'Mademoiselle, vous venez de me mettre au chômage. Partagez.' },
      {
        key: 'velo',
        by: 'velo',
        minutesAgo: 41_000,
        replyTo: 'jb',
        text: "corderie, mardi : annoncé 8 h 02, passé 8 h 02. je voulais juste qu'il y en ait un",
      },
      {
        key: 'nadia',
        by: 'nadia',
        minutesAgo: 33_500,
        replyTo: 'jb',
        text: "Je la conduis. Je ne peux pas tout dire ici, mais regardez le feu de la Corderie, et à quelle rue il donne le vert. Voilà. Je n'ai rien dit.",
      },
      {
        key: 'julien',
        by: 'julien',
        minutesAgo: 1700,
        replyTo: 'nadia',
        text: "Trois semaines plus tard, voici ce que cela a donné : l'enquête est parue, avec le tableau de Lucie, et votre feu. Merci à vous deux. Les lignes de ce fil nous ont servi à choisir où poser nos montres.",
      },
    ],
  ),
];

function space(slug: string, name: string, description: string): DemoSpace {
  return { slug, name, description: typeset(description) };
}

function thread(key: string, slug: string, given: string | Omit<ForumThread, 'key' | 'space' | 'posts'>, posts: DemoPost[]): ForumThread {
  const { title, ...more } = typeof given === 'string' ? { title: given } : given;
  return { key, space: slug, title: typeset(title), ...more, posts: posts.map(printed) };
}
