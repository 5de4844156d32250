import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { savePositioning } from '../positioning/save-positioning.ts';
import type { Site } from '../sites/queries.ts';
import { typeset } from './typeset.ts';

/** What the newsroom settled in September, and again last week. */
export async function addPositioning(deps: Deps, site: Site, members: Map<string, Member>) {
  const helene: Staff = { via: 'cookie', member: members.get('helene')!, session: undefined as never, site, spaces: null };
  for (const [version, { daysAgo, points, tone }] of VERSIONS.entries())
    await savePositioning({ ...deps, now: () => new Date(deps.now().getTime() - daysAgo * 86_400_000) }, helene, {
      version,
      tone: typeset(tone),
      points: points.map(([about, say]) => ({ about: typeset(about), say: typeset(say) })),
    });
}

const TONE = `On vouvoie, on signe, on répond à la question posée avant d'en élargir le cadre.

Quand le journal s'est trompé, on le dit dans la première phrase, sans « malheureusement ».`;

const MARKET: [string, string] = [
  'La place du Marché',
  "Le journal n'est ni pour ni contre le projet. Il publie les chiffres de la mairie et ceux des riverains, avec leur source.",
];

const VERSIONS: { daysAgo: number; tone: string; points: [about: string, say: string][] }[] = [
  { daysAgo: 74, tone: TONE, points: [MARKET] },
  {
    daysAgo: 6,
    tone: `${TONE}\n\nOn ne plaisante pas sous un fait divers.`,
    points: [
      MARKET,
      ['Le pont', "Nous avons écrit mars, la mairie a dit « au printemps ». C'est sa date qui fait foi, et nous l'avons corrigé."],
      [
        'Les commentaires refusés',
        'La charte est la même pour tous, les décisions se contestent pendant six mois, et la rédaction ne choisit pas les opinions.',
      ],
    ],
  },
];
