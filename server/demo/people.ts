import type { Role } from '../threads/wire.ts';

export type DemoPerson = {
  /** What conversations call them. */
  key: string;
  name: string;
  email: string;
  role: Role;
  /** An expert's title and interests, a journalist's desk. */
  title: string | null;
  /** Runs the installation, over all its sites. */
  owner: boolean;
  emailConfirmed: boolean;
  memberSinceDays: number;
  /** What the newspaper's own accounts say of them. */
  badges?: string[];
  /** Nobody, but a voice of the newsroom: who speaks for it; what it says here, the first of them wrote. */
  hands?: string[];
};

const newsroom: DemoPerson[] = [
  { ...person('gwenael', 'Gwenaël Tanguy', 'admin', 1400, 'Numérique'), owner: true },
  person('helene', 'Hélène Vasseur', 'manager', 1400, 'Directrice de la rédaction'),
  { ...person('courrier', 'Le Courrier de Saint-Aubin', 'journalist', 1400, 'Le journal'), hands: ['maelle', 'julien'] },
  { ...person('sport', 'Les sports du Courrier', 'journalist', 400, 'Service des sports'), hands: ['rozenn'] },
  person('camille', 'Camille Roussel', 'moderator', 1320, 'Modération'),
  person('theo', 'Théo Marchand', 'moderator', 610, 'Modération'),
  person('belkacem', 'Inès Belkacem', 'moderator', 880, 'Modération'),
  person('maelle', 'Maëlle Kerbrat', 'journalist', 1390, 'Vie municipale'),
  person('julien', 'Julien Prat', 'journalist', 1210, 'La Lieuse, faits divers'),
  person('paul', 'Paul Estève', 'journalist', 1390, 'Courrier des lecteurs'),
  person('rozenn', 'Rozenn Le Dantec', 'journalist', 970, 'Sports'),
  person('bastien', 'Bastien Achour', 'journalist', 540, 'Justice'),
  person('daphne', 'Daphne Whitlock', 'journalist', 760, 'English pages'),
];

const experts: DemoPerson[] = [
  person('ines', 'Inès Caradec', 'expert', 40, 'Paysagiste'),
  person('claire', 'Claire Vasseur-Nguyen', 'expert', 320, 'Hydrologue'),
  person('nour', 'Nour Haddad', 'expert', 95, 'Architecte des halles'),
];

const readers: DemoPerson[] = [
  person('fatoumata', 'Fatoumata Diarra-Lemoine', 'subscriber', 1105),
  person('herve', 'Hervé Lantier', 'subscriber', 1340),
  person('jb', 'Jean-Baptiste de La Rochefordière-Montalembert', 'subscriber', 1290),
  person('odile', 'Odile Ménard', 'subscriber', 1180),
  person('marguerite', 'Marguerite Quéméneur', 'subscriber', 1375),
  person('riverain', 'riverain des Halles', 'subscriber', 801),
  person('jeanne', 'Jeanne B.', 'subscriber', 1460),
  person('tissier', 'M. Tissier', 'subscriber', 1017),
  person('colette', 'Colette Huon', 'subscriber', 1301),
  person('etienne', 'Étienne Roche', 'subscriber', 655),
  { ...person('lucie', 'Lucie Prigent', 'member', 172), badges: ['Club des lecteurs'] },
  person('yusuf', 'Yusuf Arslan', 'member', 730),
  person('thibault', 'Thibault Roussel', 'member', 402),
  person('zoe', 'Zoé Alvarez', 'member', 689),
  person('ahmed', 'Ahmed Benhaddou', 'member', 512),
  { ...person('solene', 'Solène Le Bihan', 'member', 934), badges: ['Club des lecteurs'] },
  person('grace', 'Grace Okafor', 'member', 266),
  person('leila', 'ليلى حداد', 'member', 381),
  person('velo', 'vélo-quotidien', 'member', 845),
  person('philgob', 'PhilGob', 'member', 337),
  person('gerard', 'Gérard61', 'member', 214),
  person('nono', 'Tatie Nono', 'member', 31),
  person('ellen', 'ellen_w', 'member', 74),
  person('karim', 'karim.b', 'member', 590),
  person('ferrand', 'Odile Ferrand', 'member', 1092),
  person('sylvie', 'Sylvie Morvan', 'member', 448),
  person('tom', 'Tom Hargreaves', 'member', 903),
  person('peggy', 'Peggy L.', 'member', 120),
  person('loic', 'Loïc Guégan', 'member', 777),
  person('aminata', 'Aminata Sow', 'member', 288),
  person('patrice', 'Patrice du Bas-Pont', 'member', 1003),
  person('nadia', 'Nadia Benali', 'member', 156),
  person('bernard', 'Bernard Quillivic', 'member', 1224),
  { ...person('lecteur', 'lecteur_0492', 'member', 1), emailConfirmed: false },
];

export const people: DemoPerson[] = [...newsroom, ...experts, ...readers];

function person(key: string, name: string, role: Role, memberSinceDays: number, title: string | null = null): DemoPerson {
  return { key, name, email: `${key}@exemple.test`, role, title, owner: false, emailConfirmed: true, memberSinceDays };
}
