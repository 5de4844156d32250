import { OURS } from '../sites/palette.ts';
import type { LookInput, Publisher } from '../sites/wire.ts';

/** Of the invented newspaper: its numbers are nobody's. */
export const publisher: Publisher = {
  form: 'company',
  name: 'Le Courrier de Saint-Aubin SAS',
  registration: 'RCS Saint-Aubin 000 000 000 (exemple)',
  capital: '120 000 €',
  vat: 'FR 00 000 000 000',
  address: '14, quai des Tanneurs\n00000 Saint-Aubin',
  phone: '01 99 00 12 34',
  email: 'bonjour@courrier.example',
  director: 'Hélène Vasseur',
  editor: 'Antoine Delcourt',
  cppap: '0000 W 00000',
  hostName: 'Le Courrier de Saint-Aubin SAS, sur ses propres serveurs',
  hostAddress: '14, quai des Tanneurs\n00000 Saint-Aubin',
  hostPhone: '01 99 00 12 34',
  authorities: 'autorites@courrier.example',
  contact: 'terrasse@courrier.example',
  representative: '',
  data: 'Odile Kermarec, déléguée à la protection des données\ndonnees@courrier.example',
  about:
    'Depuis 1887, Le Courrier raconte Saint-Aubin. La Terrasse est la place où l’on en parle\u00a0: on y complète un article, on y pose une question à la rédaction, on s’y donne rendez-vous au marché.\n\nCamille, Théo et Inès y modèrent en semaine, de 7\u00a0h à 22\u00a0h.',
};

/** What stands above and below the forum's pages: the ways back to the newspaper, which is at this origin. */
export const look = (origin: string): LookInput => ({
  version: 0,
  timeZone: 'Europe/Paris',
  accent: null,
  font: 'system',
  tokens: OURS,
  header: `<nav aria-label="Le Courrier"><ul><li><a href="${origin}/demo/">Le Courrier de Saint-Aubin</a></li></ul></nav>`,
  footer: '<p>Le Courrier de Saint-Aubin, 14 quai des Tanneurs. Fondé en 1887 par un imprimeur et un pêcheur.</p>',
});
