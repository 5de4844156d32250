/** Names and places for the crowd. `at` is where one is, `the` what one speaks of. */
export const places = [
  { at: 'rue du Four', the: 'la rue du Four' },
  { at: 'quai des Tanneurs', the: 'le quai des Tanneurs' },
  { at: 'impasse du Lavoir', the: "l'impasse du Lavoir" },
  { at: 'rue Basse', the: 'la rue Basse' },
  { at: 'au Bas-Pont', the: 'le Bas-Pont' },
  { at: 'à la Corderie', the: 'la Corderie' },
  { at: 'rue des Lavandières', the: 'la rue des Lavandières' },
  { at: 'chemin de Kerven', the: 'le chemin de Kerven' },
  { at: 'place du Marché', the: 'la place du Marché' },
  { at: 'à la Vannerie', the: 'le quartier de la Vannerie' },
  { at: "rue de l'Écluse", the: "la rue de l'Écluse" },
  { at: 'quai des Halles', the: 'le quai des Halles' },
  { at: 'allée des Saules', the: "l'allée des Saules" },
  { at: 'rue du Moulin', the: 'la rue du Moulin' },
  { at: 'cour des Mariniers', the: 'la cour des Mariniers' },
  { at: 'venelle du Puits', the: 'la venelle du Puits' },
  { at: 'rue des Tanneurs', the: 'la rue des Tanneurs' },
  { at: 'aux Peupliers', the: 'le lotissement des Peupliers' },
];

/** On the hill, dry. */
export const safePlaces = [
  { at: 'rue Haute', the: 'la rue Haute' },
  { at: 'route de Rennes', the: 'la route de Rennes' },
  { at: 'avenue du Stade', the: "l'avenue du Stade" },
  { at: 'côte Sainte-Anne', the: 'la côte Sainte-Anne' },
  { at: 'rue du Calvaire', the: 'la rue du Calvaire' },
  { at: 'place de la République', the: 'la place de la République' },
];

export const firstNames =
  'Alain Aline Amadou Anaïs André Annick Anthony Arnaud Assia Aude Aurélie Bastien Béatrice Benoît Brigitte Bruno Carole Cécile Céline Chantal Christelle Clémence Corentin Cyril Damien Delphine Denis Didier Élodie Émilie Emma Éric Erwan Estelle Fabien Farida Fanny Florian Franck Gaël Gaëlle Gilles Guillaume Gwenn Hakim Hélène Hugo Idriss Isabelle Ismaël Jacques Jérôme Joëlle Jordan Josiane Julie Justine Karine Kevin Khadija Laëtitia Laurent Léa Léo Lise Louis Ludovic Lydie Malika Manon Marc Marion Mathieu Maud Mehdi Mélanie Michel Mireille Morgane Moussa Muriel Myriam Nathalie Nicolas Noémie Nolwenn Olivier Ophélie Pascal Patricia Perrine Philippe Pierrick Quentin Rachid Régine Rémi Romain Ronan Sabrina Samira Sandrine Sébastien Séverine Sophie Soizic Stéphane Tanguy Thérèse Tiphaine Tristan Valérie Victor Viviane Wassim Xavier Yann Yasmine Youenn Yvette Yvon'.split(
    ' ',
  );

export const surnames =
  'Abgrall Amari Aubry Barbier Bellec Benoist Berthou Besnard Blanchard Boucher Bouvet Briand Cadiou Camara Caro Chauvin Colin Cornec Da Silva Danet Delaunay Derrien Diallo Dupont Fall Faure Ferreira Floch Fournier Gallais Gautier Gicquel Girard Gouzien Guillou Guivarch Hamon Hascoët Haddou Hervé Jaouen Jégou Joly Josse Kaddour Kerléo Kermarrec Lagadec Lamy Launay Le Berre Le Dû Le Floch Le Gall Le Meur Le Roux Lebrun Lemoine Lopez Madec Mahé Marchal Masson Mercier Merrien Michaud Morel Morvan Nédélec Nguyen Noël Olivier Ouali Pellen Pereira Perrot Petit Picard Pichon Poulain Prigent Quéré Rault Renard Rivière Roche Rolland Rousseau Salaün Sanchez Simon Tanguy Tessier Texier Thomas Traoré Tréhorel Vallée Vidal Yildiz Zerrouki'
    .replaceAll('Da Silva', 'Da_Silva')
    .replaceAll('Le ', 'Le_')
    .split(' ')
    .map((name) => name.replace('_', ' '));

export const penNames =
  'basponteux,le_gardon,mamie Bottes,Sable&Sacs,rive gauche,rive_droite_29,Pêcheur du dimanche,la voisine du 9,Jojo des Halles,Titi35,un lecteur fidèle,papa de deux,KarineB,Le Vieux Saumon,marinier,Nuit blanche,CocoLavoir,vent d’ouest,Mimi la Pompe,ancien du Rex,prof_svt,infirmière de nuit,Boulanger bis,La Noue,crapaud78,M. Propre,lieuse_forever,Étage 2'.split(
    ',',
  );
