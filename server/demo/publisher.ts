import type { Publisher } from '../sites/wire.ts';

/** Of the invented newspaper: its numbers are nobody's. */
export const publisher: Publisher = {
  form: 'company',
  name: 'Le Courrier de Saint-Aubin SAS',
  registration: 'RCS Saint-Aubin 000 000 000 (exemple)',
  capital: '120 000 €',
  vat: 'FR 00 000 000 000',
  address: '4, quai des Mariniers\n00000 Saint-Aubin-sur-Vée',
  phone: '01 99 00 12 34',
  email: 'bonjour@courrier.example',
  director: 'Hélène Marchand',
  editor: 'Antoine Delcourt',
  cppap: '0000 W 00000',
  hostName: 'Le Courrier de Saint-Aubin SAS, sur ses propres serveurs',
  hostAddress: '4, quai des Mariniers\n00000 Saint-Aubin-sur-Vée',
  hostPhone: '01 99 00 12 34',
  authorities: 'autorites@courrier.example',
  contact: 'terrasse@courrier.example',
  representative: '',
  data: 'Claire Vasseur, déléguée à la protection des données\ndonnees@courrier.example',
  about:
    'Depuis 1881, Le Courrier raconte Saint-Aubin. La Terrasse est la place où l’on en parle\u00a0: on y complète un article, on y pose une question à la rédaction, on s’y donne rendez-vous au marché.\n\nCamille, Denis et Maëlle y modèrent en semaine, de 7\u00a0h à 22\u00a0h.',
};
