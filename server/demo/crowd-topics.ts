import type { DemoFinding } from './conversation.ts';

/**
 * What people write of on the night of a flood, and how others answer.
 * `(a|b|)` is one of the alternatives, `{slot}` a word of the moment; a reply keeps its branch's place.
 */
export type Topic = {
  /** How often it comes up while the water rises, at its height, while it falls, while one cleans, and after. */
  when: [rising: number, height: number, falling: number, cleaning: number, after: number];
  say: string[];
  answer: string[];
  /** Deeper in the exchange; what anybody says to anybody where absent. */
  rejoin?: string[];
};

export const topics: Record<string, Topic> = {
  road: {
    when: [9, 9, 5, 2, 0],
    say: [
      "{At}, (ça passe encore|on passe|c'est praticable) (en voiture|à pied|à vélo) ? (Je dois aller chercher ma mère.|Je sors du travail à {hour} h.|J'ai un rendez-vous à l'hôpital demain matin.|)",
      "(Quelqu'un sait si l'on passe|Est-ce qu'on passe encore|Savez-vous si c'est ouvert) {at} ? (Les panneaux disent une chose et leur contraire.|Google me fait passer par là, je me méfie.|Le GPS insiste.)",
      "(Pour ceux qui rentrent de Rennes|Pour les infirmières de nuit|Pour qui prend le train de 6 h) : (évitez|n'essayez pas|oubliez) {the}, (il y a {cm} cm sur la chaussée|une voiture y est déjà plantée|on ne voit plus le bord du trottoir). Passer par {dry}.",
      'Je viens de faire le tour à vélo. {At} : fermé. {At2} : {cm} cm. {At3} : sec. (Voilà, bonne nuit.|Je refais un tour dans une heure.|Corrigez-moi si vous voyez autre chose.)',
      "Les barrières {at} (ont été déplacées par des petits malins|sont tombées à l'eau|n'empêchent personne de passer). (Il faudrait quelqu'un|J'y suis allé, je l'ai remise|La police est prévenue).",
      "Comment on (rejoint|va à) la gare depuis {the} ? (À pied s'il le faut.|Mon train est à 5 h 48.|Avec une poussette.)",
      "Demi-tour {at}. (Trente mètres de marche arrière dans le noir, mon plus beau créneau.|Le camion devant moi aussi.|J'ai laissé la voiture {safe} et fini à pied.)",
    ],
    answer: [
      "(Je viens d'y passer|J'en reviens|J'y étais il y a {min} minutes) : (ça passe à pied, en bottes|{cm} cm au milieu, laissez tomber|fermé, un agent renvoie tout le monde|oui, mais au pas).",
      "(Non.|Surtout pas.|N'y allez pas.) (Deux voitures sont déjà dedans.|Il y a un trou, on ne le voit pas sous l'eau.|L'eau va plus vite qu'elle n'en a l'air.)",
      'Oui, (par le haut|en longeant le mur|côté pair) (et doucement|et sans faire de vagues|). (Les vagues entrent chez les gens, merci pour eux.|)',
      "Par {dry}. (Plus long, mais sec.|C'est le seul chemin qui reste.|Comptez un quart d'heure de plus.)",
      "J'habite (juste là|à l'angle|au {n}) : (il y a vingt minutes, oui|depuis minuit, non|ça vient de fermer).",
      "(Où allez-vous|Vous partez d'où) ? Je monte (au gymnase|à l'hôpital|à la gare) dans {min} minutes (en camionnette|avec le tracteur|en 4×4), il me reste (une place|deux places).",
      "Rappel des pompiers : trente centimètres d'eau suffisent à emporter une voiture. **Trente.**",
    ],
    rejoin: [
      '(Merci|Merci {to}|Merci beaucoup), (je passe par le haut|je reste où je suis, alors|demi-tour).',
      "(Depuis|Entre-temps) c'est fermé aussi {at2}.",
      "Je confirme, j'y suis.",
      "(À pied en bottes|En tracteur), ça passe. (En voiture électrique, je n'essaierais pas.|En poussette, non.)",
      'On y est, au sec. Merci (à vous|à vous deux|à tous).',
    ],
  },
  house: {
    when: [9, 12, 6, 1, 0],
    say: [
      "{At}, au {n} : {cm} cm (dans la cave|dans le garage|dans la cuisine|au rez-de-chaussée). (Ça monte d'un centimètre toutes les dix minutes.|Ça ne bouge plus depuis une heure.|On a monté ce qu'on a pu.|Le congélateur flotte.)",
      "L'eau vient d'entrer. (Par l'évier, pas par la porte.|Par les toilettes, je vous épargne les détails.|Par la prise du salon, on a tout coupé.) {At}, si les secours lisent.",
      "Chez nous ({at}) elle s'est arrêtée (à la deuxième marche|au ras du seuil|à trois doigts de la chaudière). On la regarde. Elle nous regarde.",
      "On a sauvé (les papiers, les photos et le chat|l'album de mariage et la machine à café|le piano, à six, par l'escalier|les bulletins de la grand-mère). Le reste est (du reste|remplaçable|à la rivière).",
      "{cm} cm. (Ma fille a posé des canards en plastique dans le couloir.|Mon mari éponge depuis deux heures, je n'ose pas lui dire.|Le parquet fait un bruit de bateau.)",
      "Le batardeau a tenu (jusqu'à {hour} h|tout juste|trente ans). (Il ne tient plus.|Merci mon père.|Par contre, le mur d'à côté, non.)",
      "(Quelqu'un d'autre|D'autres que nous) {at} (voit l'eau monter par la bonde|a la plaque d'égout qui danse|entend ce bruit sous le plancher) ?",
      "Au {n} {at} on est cinq à l'étage, avec des bougies, un jeu de cartes et (du saucisson|une tarte aux pommes|le perroquet de la voisine). Tout va bien. C'est juste pour le dire.",
    ],
    answer: [
      "(Coupez le courant|Coupez au disjoncteur|Avant tout : le disjoncteur) si ce n'est pas fait, et (montez les papiers|ne descendez plus à la cave|laissez le congélateur).",
      "Pareil (au {n}|en face|deux portes plus bas). (On a {cm} cm.|C'est la nappe, pas la rivière.|Courage.)",
      "(J'arrive|On arrive|J'envoie mes garçons) avec (des seaux|deux paires de bras|une pompe|des parpaings pour surélever le frigo). (Dix minutes.|Le temps de trouver mes bottes.|)",
      "(Bouchez les évacuations|Mettez un sac lesté sur les toilettes|Un chiffon et une boule de pétanque dans la bonde) : (ça a marché chez nous en octobre|c'est bête mais ça tient|mon grand-père faisait comme ça).",
      "Vous avez prévenu (la cellule d'aide|le 18|la mairie) ? Ils passent (par rue|dans l'ordre des appels|pour les personnes âgées d'abord).",
      "(Courage|Tenez bon|On pense à vous) {to}. (D'ici on voit vos lumières.|On est au {n}, frappez fort.|La marche du haut, elle ne l'a jamais prise.)",
      "Photographiez (tout|chaque pièce|le niveau sur le mur) avant de bouger quoi que ce soit : (l'assurance le demandera|vous me remercierez dans un mois).",
    ],
    rejoin: [
      "(Courant coupé.|Fait.|C'est coupé depuis une heure.) (On a l'impression d'être en 1912.|Merci du rappel.|)",
      "(Plus {few}|Moins {few}) centimètres depuis tout à l'heure.",
      "(Vous êtes formidables.|Merci {to}, vraiment.|Je pleure un peu mais c'est la fatigue.)",
      "La porte est ouverte, (montez directement|faites attention à la marche|ne sonnez pas, il n'y a plus de sonnette).",
      'Le canard du couloir est arrivé dans la cuisine.',
      '(Ça se stabilise on dirait|On dirait que ça ralentit|Toujours pareil ici).',
    ],
  },
  pump: {
    when: [6, 9, 5, 2, 0],
    say: [
      "(Cherche |Nous cherchons |Besoin urgent d')(une pompe|une rallonge étanche de 25 m|un groupe électrogène) {at}, (au {n}|chez une dame de 84 ans|pour trois caves). (On vient chercher.|On rend propre.|)",
      "(Ma pompe a rendu l'âme|La pompe de la copro n'a pas démarré|La pompe vient de s'arrêter) {at}. (Un électricien dans la salle ?|Le flotteur est coincé, quelqu'un connaît le modèle ?|Quelqu'un en a une d'avance ?)",
      "J'ai (deux pompes|une motopompe|un groupe de 3 kW) {safe}. (Je dépose où on me dit.|Première demande servie.|Je ne sais pas m'en servir, mais elle marche.)",
      "Une pompe vide-cave, ça aspire jusqu'à combien de profondeur ? {At}, il reste {cm} cm et (plus rien ne sort|elle ronronne dans le vide).",
      "(Qui a|Quelqu'un aurait) de l'essence pour un groupe ? (La station {at} est sous l'eau.|Je paie en confiture.|Il reste une heure.)",
    ],
    answer: [
      "J'en ai une, (je la charge dans la brouette|je peux être là dans {min} minutes|elle est à vous). Quel numéro ?",
      "(Tapez sur|Secouez|Remuez) le flotteur : neuf fois sur dix, c'est lui. (La dixième, c'est le fusible.|)",
      'La mienne se libère (dans une heure|vers {hour} h|dès que le {n} est sec). Je vous la passe.',
      "Ne videz pas trop vite ! (Tant que la nappe est haute, les murs comptent sur l'eau pour tenir.|Une cave vide dans un sol plein, ça se soulève.|En 1995 on a perdu une dalle comme ça.)",
      "(Voyez avec|Demandez à|Appelez) {other}, {at2} : (il en a trois et il n'ose pas le dire|elle vient de finir chez elle).",
      'Le magasin de {dry} a ouvert exprès. Le patron prête, il note sur un carton.',
    ],
    rejoin: [
      "(Elle tourne !|Ça aspire !|C'est reparti.) (Merci {to}, je vous dois une bouteille.|Le plus beau bruit du monde.|)",
      'Au {n}, portail (vert|gris|ouvert). (Merci mille fois.|On vous attend avec du café.)',
      "C'était bien le flotteur. (Merci.|Il y avait une chaussette dedans.|)",
      "(Trouvée|On en a une), merci, (gardez la vôtre pour d'autres|vous pouvez la proposer au {n}).",
    ],
  },
  level: {
    when: [10, 12, 8, 1, 1],
    say: [
      "{level} m à l'échelle du Pont-Neuf. ({Trend}.|J'y suis, {trend}.|Lu à la lampe, {trend}.)",
      'Échelle du Pont-Neuf, {level} m, {trend}. (On est une vingtaine à regarder.|Il y a un monsieur avec un thermos pour tout le monde.|Personne ne parle.)',
      "(Quelqu'un a le niveau ?|Où lit-on le niveau en direct ?|Le site de la préfecture ne répond plus.) (D'ici on ne voit que du noir.|Vu de {safe} ça a l'air énorme.|)",
      "Le gamin au téléphone qui lit l'échelle tout haut depuis (une heure|deux heures|minuit) : (un sang-froid|quelle voix|qu'on lui donne une médaille et un chocolat). {level} m.",
      "Les troncs passent (sous l'arche du milieu|toutes les deux minutes|de plus en plus gros). Le dernier a (touché|fait trembler le parapet|frôlé la pile). {level} m.",
      "(Petit calcul|Je tiens un tableau) : (deux|trois|quatre) centimètres de l'heure en moyenne depuis {hour} h. À ce rythme (on dépasse 1995 avant le jour|les halles y passent|elle s'arrête sous la marche). {level} m au dernier relevé.",
    ],
    answer: [
      '{level} m, je viens de lire. ({Trend}.|)',
      "(Sur le pont|D'ici) on dirait que ça (ralentit|accélère|hésite). (Le bruit a changé.|Les remous sont plus courts.|)",
      "Attention, (l'échelle de 1911 n'est pas celle de la préfecture|il y a 4 cm d'écart avec la sonde|on lit le bas du ménisque, pas la vague).",
      'En amont, à Kerven, ça (baisse depuis une heure|monte toujours|est étale). Comptez (deux heures|trois heures|une heure et demie) pour que ça arrive ici.',
      "(Merci pour le relevé|Merci|Précieux), {to}. (On n'a plus d'internet que par le téléphone.|Continuez.|On vous suit depuis l'étage.)",
      "Reculez du parapet, s'il vous plaît. (Vraiment.|On a eu très peur en 1995.|Il est vieux, lui aussi.)",
    ],
    rejoin: [
      '{level} m. (Idem.|Pas bougé.|Un de plus.)',
      "(On se relaie ?|Je prends le prochain relevé.|Je rentre, quelqu'un prend la suite ?) (Mes doigts ne sentent plus le téléphone.|)",
      "Le monsieur au thermos, c'est mon père. (Il est ravi.|Il n'a plus de café.|)",
      "(Bien vu pour le ménisque.|On ne savait pas.|C'est noté.)",
    ],
  },
  rumour: {
    when: [4, 6, 1, 0, 0],
    say: [
      "(On me dit|Ma cousine me dit|Je lis partout) que le barrage de Kerven (va lâcher|est fissuré|a été ouvert sans prévenir). (Quelqu'un peut confirmer ?|Vrai ou pas ?|C'est sûr ?)",
      "Il paraît que (l'eau du robinet n'est plus potable|le pont va être démoli|l'hôpital est évacué|l'électricité sera coupée partout à {hour} h). (Source : le voisin du dessus.|Qui a une source ?|Je n'y crois qu'à moitié.)",
      "La photo qui tourne avec (la voiture sur le toit|le crocodile|la mairie sous l'eau), (c'est chez nous ?|c'est {at} ?|c'est vieux, non ?)",
    ],
    answer: [
      "Faux. (Il n'y a pas de barrage à Kerven, il y a une écluse.|C'est une photo de 2016, d'un autre pays.|L'hôpital est sur la colline, réfléchissons deux secondes.)",
      "(Appelé la mairie à l'instant|Vérifié au gymnase|Vu avec un pompier) : (rien de tout cela|démenti|ils soupirent). (Ne partagez pas.|Merci de ne pas relayer.|)",
      "(Je bois l'eau du robinet en vous écrivant.|J'ai vu le barrage en question : un mètre vingt de haut.|Le crocodile est mon paillasson.)",
      "Quand vous ne savez pas, **n'écrivez pas que vous savez**. Il y a des gens âgés qui lisent, et qui ont peur.",
    ],
    rejoin: [
      "(Au temps pour moi.|Pardon.|D'accord.) (Je supprime ailleurs.|Merci d'avoir vérifié.|)",
      '(Ma cousine fait ses excuses.|Transmis au voisin du dessus, qui maintient.|Tant mieux.)',
      'Merci la rédaction de démentir vite.',
    ],
  },
  bed: {
    when: [5, 8, 4, 3, 1],
    say: [
      "(On a|Nous avons|J'ai) (une chambre|deux lits|un canapé et des couvertures|un studio vide) {safe}. (Pour cette nuit ou plus.|Chien accepté.|Au sec, au chaud, soupe.) Écrivez ici, (je ne dors pas|on vient vous chercher).",
      "Au gymnase il (manque|manque encore) (des couvertures|des couches taille 4|des chaussettes sèches|des chargeurs de téléphone). (Déposer à l'entrée de derrière.|Merci !|)",
      "(Quatre|Six|Trois) paires de bras disponibles, (avec bottes|avec une camionnette|des rugbymen, donc lents mais solides). Où est-ce qu'on va ?",
      "(Soupe|Café|Crêpes|Thé à la menthe) chez nous, {safe}, (jusqu'à plus soif|toute la nuit|tant qu'il y a du gaz). Entrez sans frapper.",
      "Est-ce que quelqu'un peut (passer voir|monter chez) (ma tante|ma mère|Mme {surname}), {at}, au {n} ? Elle ne répond plus au téléphone. (J'appelle de Lyon toutes les dix minutes.|Les trains sont arrêtés, je ne peux pas venir.|Elle a 88 ans et elle va faire semblant que tout va bien.)",
    ],
    answer: [
      '(On prend|On serait preneurs|Oui, volontiers) : (deux adultes et un bébé|une personne seule et un lapin|quatre, dont deux qui ronflent). (On peut payer.|Merci, merci.|)',
      "(J'y vais.|J'habite en face, j'y vais.|Je suis à deux rues.) (Je vous dis dans dix minutes.|)",
      '(Venez|Passez|On vous attend) (impasse du Lavoir|au Bas-Pont|au gymnase), il y a de quoi faire.',
      "Déposé (trois sacs|un carton|ce que j'avais). (On m'a donné un gilet et un café.|Il en faut encore.|)",
      "(Je confirme pour la soupe.|La meilleure de la nuit.|On y est, c'est vrai qu'il fait chaud.)",
    ],
    rejoin: [
      "Vue, (elle va bien|elle est à l'étage, elle fait des mots croisés|elle m'a offert un porto). (Elle demande qu'on arrête de l'appeler.|Elle vous embrasse.|)",
      "(Merci, {to}.|Vous me rendez le souffle.|Je n'oublierai pas.)",
      "C'est arrangé, (la chambre est prise|ils sont là, ils dorment). (Il reste le canapé.|Bonne nuit à tous.|)",
      '(On arrive.|On part.) Cinq minutes.',
    ],
  },
  power: {
    when: [2, 6, 3, 1, 0],
    say: [
      "Plus de courant {at} depuis {hour} h. (Combien sommes-nous ?|La rue d'en face est allumée, c'est vexant.|Quelqu'un a eu le dépannage ?)",
      "Électricité revenue {at}. (Le frigo repart.|Tout le monde a crié en même temps, c'était beau.|On éteint les bougies.)",
      "Mon père est sous oxygène {at}, (deux heures d'autonomie|batterie à 40 %), et on n'a plus de courant. Qui appeler ? **C'est sérieux.**",
    ],
    answer: [
      "(Le 15, tout de suite, et dites « oxygène ».|Appelez le 15 : ils ont la liste.|J'ai un groupe, je viens, quel numéro ?)",
      "Coupure volontaire, (le transformateur est dans l'eau|ils sécurisent|un technicien me l'a dit). (Pas avant demain midi.|Deux heures au moins.|)",
      'Ici aussi, au {n}. (On se voit aux bougies.|Bonsoir, voisin.|)',
    ],
    rejoin: [
      '(Les pompiers sont là.|Ils sont passés avec une bouteille.|Branché sur le groupe du voisin.) (Merci, merci, merci.|Tout va bien.|)',
      '(Revenu !|Ça revient rue par rue.|Toujours rien.)',
      'On entend tout, sans les frigos. On entend surtout la rivière.',
    ],
  },
  animals: {
    when: [3, 4, 5, 3, 2],
    say: [
      '(Trouvé un chat tigré|Trouvé un chat noir, une oreille pliée|Recueilli une chienne beige très gentille|Recueilli deux oies) {at}. (Au sec chez nous, au {n}.|Tout le monde va bien.|Ça mange comme quatre.)',
      '(Perdu|Disparu) {at} : (un chat roux, répond au nom de Ministre|une tortue, ne répond pas|un lapin nain, très susceptible). (Ma fille ne dort pas.|Merci de regarder sous vos voitures.|)',
      "Il y a (un cygne|un héron|une carpe|un ragondin) (dans mon jardin|au milieu du rond-point|devant la banque). (Il a l'air d'attendre l'ouverture.|On se salue.|)",
      'Les poules du {n} {at} sont (sur le toit du poulailler|dans le cerisier|dans notre salle de bains). (Quatorze comptées.|Le coq dirige.|)',
      'Les vaches de Kerven sont sorties toutes seules, en file, par le talus. (Personne ne les a guidées.|Mieux organisées que nous.)',
    ],
    answer: [
      "(C'est le mien !|C'est le nôtre !|Je crois que c'est celui des {surname} !) (J'arrive.|Il boite un peu de la patte arrière ?|Il aime le thon.)",
      "(Vu ce matin|Vue il y a une heure) (sous le porche|au lavoir|derrière les halles). (L'air en forme.|)",
      '(Appelez|Voyez avec) la vétérinaire {safe}, elle (garde tout le monde gratuitement|lit les puces|a déjà six chats dans la baignoire).',
      "(Ministre, quel beau nom.|Le héron, c'est celui de l'écluse, il visite.|Le cygne fait ça à chaque crue.)",
    ],
    rejoin: [
      "(Retrouvé|Rendue à sa famille|C'était bien lui) ! (La petite dort enfin.|Merci {to}.|Il fait la tête.)",
      '(On continue à chercher.|Toujours rien.|On a mis une gamelle.)',
      "(J'ai ri, merci.|La file de vaches, j'en ai la photo.|Le coq a raison.)",
    ],
  },
  care: {
    when: [0, 7, 4, 3, 1],
    say: [
      "Le foyer des Peupliers est (vide|évacué) : vingt-sept personnes, (une heure et demie|quarante minutes), (pas un cri|et le canari). (Chapeau aux veilleuses.|J'y travaille, je tremble encore.|)",
      "La navette de Nadia avec (les fauteuils dans l'allée|les mamies qui chantaient) : (je n'oublierai pas|si on fait un jour une statue, qu'elle ait un volant|on devrait donner son nom à l'arrêt).",
      "Ma grand-mère est (au gymnase|chez des inconnus qui sont déjà des amis). Elle dit que (c'est mieux qu'en 1944|le café est meilleur qu'au foyer|« les jeunes sont forts »).",
    ],
    answer: [
      "(J'étais dans le bus.|J'ai porté un fauteuil.|Mon frère y était.) (On chantait pour ne pas entendre l'eau.|Elle a conduit dans trente centimètres comme sur des œufs.|)",
      "(Bravo à elles.|Bravo.|Respect.) (Et dire qu'elles sont payées à la demi-heure.|On s'en souviendra au moment du budget.|)",
      'Des nouvelles de (M. {surname}|Mme {surname}), chambre {n} ?',
    ],
    rejoin: [
      '(Il est|Elle est) au gymnase, (couverture bleue, près du panier de basket|et gagne à la belote). ',
      '(Merci pour eux.|Ça fait du bien à lire.|Merci {to}.)',
    ],
  },
  alert: {
    when: [0, 5, 6, 6, 5],
    say: [
      "(L'alerte est arrivée à|Le message est tombé à) 18 h. À 17 h (j'avais déjà les pieds dans l'eau|la cave du {n} était pleine|on voyait bien que ça montait). (À quoi sert-elle ?|Il faudra en parler.|Qui surveille ?)",
      '(Trois|Six|Huit) SMS pour les illuminations de Noël, un seul pour la crue. (Voilà.|Je ne dis rien, je compte.|)',
      "La sirène à minuit et demi, (personne ne savait ce qu'elle voulait dire|j'ai cru à l'usine|les enfants ont cru à la guerre). (Trois coups longs, ça s'apprend où ?|Il faudrait un exercice par an.|)",
      "(Je vais être injuste|La fatigue me rend injuste) : on savait depuis octobre. **Cinq semaines.** (Qu'a-t-on fait ?|Une réunion et un dépliant.|Rien {at} en tout cas.)",
      "Pour une fois, (merci à la mairie|je dirai du bien de la mairie) : (quelqu'un a frappé à chaque porte, {at}|les sacs de sable étaient là dès 16 h|on a eu un numéro qui répond).",
      "Je propose une chose simple : (un relais par rue, avec une liste et un tambour s'il le faut|l'échelle du pont filmée et visible de tous|le SMS à 2,20 m, pas à 2,60 m). (On signe où ?|Qui s'en occupe ?|)",
    ],
    answer: [
      "(D'accord avec vous|Tout à fait|Rien à ajouter), {to}. (On l'a dit en octobre, on le redira.|Ce n'est pas de la politique, c'est de la plomberie.|)",
      "(Pas d'accord|Je ne partage pas) : (l'alerte dépend de la préfecture, pas de la mairie|les agents étaient dehors avant nous|on ne peut pas réveiller 9 000 personnes pour chaque averse).",
      "(J'y étais.|J'ai vu.) Les agents ont porté des sacs (toute la nuit|jusqu'à 5 h|sans manger). (On peut critiquer demain ?|Le chef était en chaussons.|)",
      "> Qui surveille\n\nPersonne la nuit : (la sonde envoie un chiffre, il faut que quelqu'un soit devant|c'est le budget de 2022 qui a supprimé la veille).",
      "(Le dépliant|La réunion), parlons-en : (douze personnes, dont moi|page 8, il y a le sens des coups de sirène|je l'ai gardé, il est dans la cave).",
      "Écrivez-le au conseil, (la prochaine séance est jeudi|il y a un registre en mairie). Ici on est d'accord entre nous.",
    ],
    rejoin: [
      "(Vous avez raison sur les agents.|D'accord pour les agents, je parlais des décisions.|Je ne vise personne, je vise un horaire.)",
      "(2,60 m, c'est le seuil national.|Le seuil date de 1978.|On peut changer un seuil.)",
      "(On ne sera pas d'accord ce soir.|Restons-en là, allons éponger.|Dormons, on en reparle.)",
      "Le tambour, (j'en ai un|je suis sérieux|ça se faisait avant).",
      '(Merci de le dire calmement.|Voilà une vraie question.|Bien dit.)',
    ],
  },
  thanks: {
    when: [0, 2, 9, 9, 4],
    say: [
      'Merci aux (pompiers|voisins|gamins du lycée|agents de la voirie) {at}. (On ne vous connaît pas, on vous reconnaîtra.|À {hour} h du matin, avec le sourire.|Vous avez les mains en sang et vous avez dit « de rien ».)',
      "À la dame (au ciré jaune|à la lampe frontale|aux bottes rouges) qui a (porté mon fils|tenu l'échelle|vidé des seaux trois heures) {at} : (qui êtes-vous ?|je voudrais vous embrasser.|revenez, il y a du gâteau.)",
      'Ils étaient douze dans la chaîne, {at}. (Deux ne se parlaient plus depuis quinze ans.|Le plus jeune avait 9 ans.|Je ne savais le nom que de trois.) (Ils se parlent.|Maintenant je les sais tous.|)',
      "(Merci à la boulangerie de la rue Haute.|Le boulanger a tout donné.|Le pain de 5 h, chaud, gratuit, sous la pluie.) (Je ne mangerai plus jamais d'autre pain.|J'ai pleuré sur une demi-baguette.|Qu'on lui achète des croissants jusqu'en 2040.)",
      "{At}, au {n}, tout est par terre et (tout va bien|on est tous là|personne n'a rien). Merci à (chacun|toutes et tous|vous).",
    ],
    answer: [
      "(C'était moi, de rien.|C'était ma sœur, elle rougit.|C'était ma fille, elle dort.) (Le gâteau est à quoi ?|On passe dimanche.|)",
      '(Tout pareil.|Je signe.|Oui.) (Cette ville, quand même.|On râle, on râle, et puis voilà.|)',
      "(Quinze ans pour une haie !|La haie a été emportée, c'est réglé.|L'affaire de la haie, fin.)",
      "(Merci à vous|Merci {to}). (On n'a fait que passer des seaux.|C'est normal.|J'ai mal partout et je recommencerais.)",
    ],
    rejoin: [
      '(Aux pommes.|Au chocolat.|Aux poires, et il y en a deux.|Venez vite, il diminue.)',
      "(On se fera une fête des voisins en mars.|Une tablée au printemps, tout le monde, sur le quai.|Je garde les noms, on s'invite.)",
      "(Vous avez laissé une lampe chez nous.|J'ai votre seau bleu.|On a une botte à vous.)",
      '(À dimanche.|On apporte le cidre.|Quelle heure ?)',
      "Ce n'est pas normal, justement. C'est mieux.",
    ],
  },
  lost: {
    when: [0, 1, 6, 8, 4],
    say: [
      'Trouvé {at} : (une botte gauche, 43|un landau|trois chaises de jardin assorties|un panneau « à vendre »|une boîte de photos, mariage, années 70). (Je garde.|À qui ?|Séché sur un fil.)',
      "Si quelqu'un voit passer (un abri de jardin vert|un tonneau|la boîte aux lettres du {n}|une barque nommée *Mireille*) : (c'est à nous|on reprend volontiers|c'était bien attaché, pourtant).",
      "Notre poubelle est partie {at} à minuit. (Si elle atteint la mer, qu'elle écrive.|Bon voyage.|La jaune, elle, est restée.)",
      'La boîte de photos est séchée, page à page, sur tous nos radiateurs. (Un baptême, un tracteur, une mariée qui rit.|Il y a écrit « Kerven, 1962 » au dos.) Venez la chercher.',
    ],
    answer: [
      "(C'est à nous !|La botte est à moi !|Je crois reconnaître.) (J'ai la droite.|Je passe ce soir.|Comment vous remercier ?)",
      "(*Mireille* est coincée sous la passerelle|Vu l'abri|Vu un tonneau) {at2}, (intacte|à l'envers|il y a un canard dedans).",
      '(Il y a un coin objets trouvés au gymnase.|Déposez aux halles, on trie.|Mettez-la sur le mur du lavoir, tout le monde passe.)',
    ],
    rejoin: [
      '(Récupérée !|Rendu.|Elle a retrouvé sa paire.) (Merci.|)',
      "La mariée qui rit, c'est ma mère. (J'arrive.|Je ne sais pas quoi dire.)",
    ],
  },
  cleaning: {
    when: [0, 0, 5, 12, 7],
    say: [
      "{At} : (la boue se gratte avant de sécher, pas après|rincez à l'eau claire, puis javel, jamais les deux ensemble|ouvrez tout, chauffez doucement). (Conseil de quelqu'un qui en est à sa quatrième.|Ma mère faisait ainsi en 1974.|)",
      'Les bennes sont (arrivées|pleines|en retard) {at}. (Ne mélangez pas les frigos.|Prochaine à {hour} h.|On trie en famille.)',
      '(Qui a un|On cherche un) (nettoyeur haute pression|déshumidificateur|aspirateur à eau|tire-clou) pour {the} ? (On tourne à cinq maisons.|Planning fait, il reste le créneau de {hour} h.)',
      "(L'odeur.|Cette odeur.|Personne n'avait parlé de l'odeur.) (Vinaigre blanc, marc de café, rien n'y fait.|Cave, gazole et chou.|On finit par l'aimer, c'est grave.)",
      '(Tout le trottoir est un salon|On voit la vie des gens sur le trottoir) : (des matelas, un piano, des jouets|les livres gonflés comme des pains). (Ne regardez pas trop, dites bonjour.|)',
      "Rendez-vous {hour} h {at} pour (l'école|la bibliothèque de rue|la cave de Mme {surname}). (Gants, raclettes, bonne humeur facultative.|On est déjà quatorze.|Le café est prêt.)",
    ],
    answer: [
      "(Présents.|On vient à trois.|J'en suis.) (Avec raclette.|On amène des gants.|J'arrive après la sieste du petit.)",
      "(Attention à la javel|Surtout pas de chauffage à fond|Percez les plinthes) : (ça fait cloquer|on l'a regretté|l'air doit passer derrière).",
      "(J'en ai un|Le club nautique en a un|La paroisse en prête un), {at2}. (Libre demain.|Le demander au {n}.|)",
      "(Bicarbonate, une nuit.|Des pommes coupées.|Le temps.) (Et des fenêtres.|Rien d'autre.|)",
      '(Pour les livres|Pour les photos) : au congélateur, à plat. **Vraiment.** La médiathèque explique, (premier étage|elle en prend aussi).',
    ],
    rejoin: [
      '(Fini au {n} !|Une de moins.|Reste le mur.) (On passe au suivant.|)',
      '(Noté, merci.|On essaie ce soir.|Ça marche.)',
      '(On a retrouvé le carrelage, il est bleu.|Mon dos a 90 ans.|On a ri, finalement.)',
    ],
  },
  insurance: {
    when: [0, 0, 1, 6, 6],
    say: [
      "L'assurance (me demande une facture de 1998|parle de « vétusté »|me rappelle « sous huitaine »|répond avec une musique de plage). (Vous aussi ?|Que répondre ?|)",
      "(Combien de temps|Quel délai) pour déclarer ? (Cinq jours, dix jours après l'arrêté ?|On me dit tout et son contraire.|)",
      "Est-ce que (la cave|le jardin|la clôture|une voiture au tiers) est couverte ? {At}, (le nôtre est à refaire|on n'a plus rien).",
    ],
    answer: [
      "(Dix jours|Vous avez dix jours) après l'arrêté de catastrophe naturelle, (recommandé ou espace client|gardez les preuves). (Mais déclarez dès maintenant.|)",
      "(Photos, factures, témoins|Ne jetez rien avant le passage de l'expert, ou photographiez tout). (Un échantillon de moquette dans un sac, c'est bête, ça compte.|)",
      "(« Vétusté », chez nous, ils ont reculé|On a obtenu le double) (après un courrier de l'association de consommateurs|en citant leur propre contrat).",
      "La permanence au gymnase est tenue par (deux avocats|une ancienne de chez eux), gratuite, (jusqu'à {hour} h|tous les soirs).",
    ],
    rejoin: [
      "(Merci, j'y vais demain.|Précieux.|Je garde ça.)",
      '(La musique de plage, la même !|Quarante minutes de vagues.|On se noie deux fois.)',
    ],
  },
  school: {
    when: [1, 2, 4, 6, 2],
    say: [
      "(L'école du Lavoir|Le collège|La crèche) (ouvre demain|reste porte close|accueille les enfants de ceux qui nettoient) ? (On ne trouve l'info nulle part.|La maîtresse non plus ne sait pas.|)",
      '(La navette roule|Pas de navette|La navette dévie par {dry}) ce matin. (Arrêt Tanneurs supprimé, forcément.|Nadia a dormi deux heures, soyez gentils.|)',
      "Ma fille de sept ans demande si la rivière (est fâchée|va s'excuser|reviendra chercher ses chaussures). (Vous répondez quoi, vous ?|Je n'ai rien trouvé.|)",
    ],
    answer: [
      '(Ouverte|Fermée) : (mot sur la porte|SMS de la directrice|je suis devant). (Cantine froide.|Garderie au centre de loisirs.|)',
      "(Que non, elle était juste trop grande pour son lit.|Qu'elle a débordé de joie, elle a ri.|La vérité : qu'elle reviendra, et qu'on saura faire.)",
      '(Cars par {dry}|Covoiturage) : départ (7 h 10|7 h 25), il reste (trois|deux) places.',
    ],
    rejoin: ['(Merci !|Parfait.|Reçu.)', "(Belle réponse.|Je la lui lis ce soir.|Elle a dit « d'accord ».)"],
  },
  memory: {
    when: [0, 0, 4, 6, 9],
    say: [
      "En 1995 (j'avais huit ans|on attendait notre aînée|je venais d'acheter). L'eau était (à la poignée de la porte|au troisième barreau de l'échelle), {at}. (Mon père avait fait une encoche dans le chambranle.|On avait mangé des crêpes à l'étage, trois jours.)\n\nCette nuit elle s'est arrêtée (deux doigts dessous|juste en dessous|au-dessus de l'encoche). (On a refait une encoche.|Je ne pensais pas la revoir.|Ma fille a tenu le couteau.)",
      "Ma grand-mère disait : « (La Lieuse rend toujours|Quand les aulnes ont les pieds mouillés, monte le sucre|On n'habite pas au bord de l'eau, on habite chez elle). » (J'y ai pensé toute la nuit.|On riait.|)",
      "1974, {at} : (on passait le lait en barque|le facteur distribuait à la perche|le curé avait fait la messe au premier). (Personne n'avait de téléphone et tout le monde savait tout.|)",
      "(J'ai 79 ans|J'ai 83 ans) et c'est ma (troisième|quatrième|cinquième). (On ne s'habitue pas, on s'organise.|La première on pleure, la deuxième on jure, après on monte les meubles.)\n\nAux jeunes couples {at} : (les murs sèchent, croyez-moi|ne vendez pas cet hiver, attendez de l'avoir vue en juin|gardez une planche numérotée derrière la porte).",
      'Le trait de 1911, {at}, est à hauteur de mon menton. (Celui de cette nuit, à la ceinture.|On oublie de lever la tête.|Il faudrait en graver un autre, non ?)',
    ],
    answer: [
      "(Je m'en souviens !|J'y étais aussi.|Mon père racontait la même chose.) (C'était au {n}.|Les crêpes venaient de chez nous.|On avait le sucre à l'étage, nous aussi.)",
      "(Merci pour ce récit|Quelle mémoire|J'adore vous lire), {to}. (Il faut l'écrire quelque part.|La médiathèque recueille les souvenirs, allez-y.|)",
      "(L'encoche de 1995 existe toujours, je l'ai vue.|Chez nous elle est sous le papier peint.|On a retrouvé celle de 1936 en grattant.)",
      "(D'accord pour le graver.|Oui, un trait, et la date.|Un trait de plus, et un banc en face.)",
    ],
    rejoin: [
      '(Vous êtes de la famille de Mme {surname} ?|Nous étions voisins, alors.|Je crois que je vous ai appris à nager.)',
      "(Ma mère en parlait encore à Noël.|On n'avait pas peur, on était petits.|Je revois la lampe à pétrole.)",
      "(Les meubles flottaient, le piano non.|Il y avait un bal la semaine d'après, on a dansé dans la boue.|Le chien montait tout seul à l'échelle.)",
      "(Vous avez des photos ?|Quelqu'un a gardé le journal de ce jour-là ?|Mon oncle a filmé, en super-8.) (La médiathèque serait preneuse.|Je donnerais cher pour voir ça.|)",
      "(Quelle rue, exactement ?|C'était avant la digue ?|En janvier ou en février ?)",
      '(Le monde est petit.|Saint-Aubin est petit.|On se retrouve trente ans après, sous un article.)',
      "(Je l'écrirai.|Promis.|Peut-être.)",
    ],
  },
  causes: {
    when: [0, 1, 3, 7, 10],
    say: [
      "(On a bâti dans le lit de la rivière|On a goudronné les prés de Kerven|On a arraché les haies), et on s'étonne. (Un parking ne boit pas.|Une haie, c'est une éponge debout.|L'eau ne fait que rentrer chez elle.)",
      '(Question aux spécialistes|Vraie question) : (un bassin en amont aurait-il changé quelque chose ?|combien de centimètres les prés de Kerven auraient-ils retenus ?|le curage sert-il à quelque chose, ou déplace-t-il le problème ?)',
      "On dira « le climat », et c'est vrai. (On dira moins|On oubliera) le lotissement {at}, (signé en 2004|bâti sur une prairie qui s'appelait la Noue, et une noue, c'est une mare).",
      "(Trois choses à faire, dans l'ordre|Ce que j'aimerais lire au prochain conseil) :\n\n1. rendre les prés de Kerven à l'eau ;\n2. (un clapet offert par maison du Bas-Pont|des batardeaux neufs pour tous) ;\n3. (filmer l'échelle|dire la vérité aux acheteurs).\n\nCela coûte (moins que la rocade|le prix d'un rond-point|bien moins qu'une nuit comme celle-là).",
      "(Au risque de déplaire|Je vais me faire des amis) : il faudra (partir|reculer|cesser de reconstruire) {at}. Pas demain, pas de force, mais (il faudra en parler|les assureurs en parlent déjà|nos enfants, eux, n'y vivront pas).",
    ],
    answer: [
      "(Partir|Reculer) ? (J'y vis depuis toujours.|Avec quel argent ?|Pour aller où ?) (Dites-le à ma mère, elle a 86 ans et elle vous attend.|On peut aussi apprendre à vivre avec.|)",
      "(Le curage accélère l'eau|Une rivière curée, c'est un toboggan) : (on gagne cinq centimètres ici, on en perd dix à Plouvern|la crue arrive plus tôt et plus haut).",
      "(D'accord sur les haies|Oui pour les haies) : (j'en replante deux cents mètres cet hiver, venez|mon père les a arrachées, je les remets). (C'est lent.|Pour dans dix ans.|)",
      "(Des chiffres, s'il vous plaît.|Vous avez une source ?|Où lit-on cela ?) (Je ne demande pas pour vous coincer, je voudrais savoir.|)",
      "L'étude de 2019 est [sur le site du syndicat de rivière](https://lieuse.example/etude-2019), page {page}. (Elle dit à peu près ce que vous dites.|Elle dit l'inverse, mais poliment.|Personne ne l'a lue.)",
      '(Bravo.|Tout est dit.|À afficher en mairie.)',
      "(Trop simple|C'est plus compliqué) : en 1911 il n'y avait ni lotissement ni rocade, et l'eau est montée (plus haut|à 3,61 m). ",
    ],
    rejoin: [
      "(Merci pour la source.|Lu, page {page}.|J'ai lu, vous aviez raison.)",
      "(1911, c'était après quarante jours de pluie, pas deux.|1911, c'était la neige.|On ne compare pas.)",
      "(Je comprends.|Je ne voulais pas blesser.|C'est bien le problème : personne n'a tort.)",
      "(Deux cents mètres, où ? Je viens.|J'ai une bêche.|Comptez-nous, avec les enfants.)",
      '(On tourne en rond.|On ne réglera pas la rivière ici.|Il faudrait une vraie réunion, avec des cartes.)',
    ],
  },
  humour: {
    when: [3, 4, 5, 5, 4],
    say: [
      '(Avis aux amateurs|À louer) : (charmant deux-pièces {at}, vue sur rivière, rivière sur vue|garage avec piscine intérieure, {cm} cm, non chauffée|place de parking, idéale pour barque).',
      "Mon GPS, {at} : « faites demi-tour dès que possible ». (Je nageais.|Il est devenu sage.|Il ne l'avait jamais dit avec autant de conviction.)",
      "(J'ai monté tous les meubles|On a tout monté) à l'étage en vingt minutes. (Les redescendre est prévu pour Pâques.|L'étage est descendu voir.|Le canapé ne repasse plus la porte, mystère.)",
      "Mon voisin {at} pêche depuis sa fenêtre. (Il a pris une chaussure.|Il dit que c'est le principe qui compte.|Sa femme a mis l'eau à chauffer.)",
      '(Conversation entendue|Entendu) sur le pont : « Elle monte ? – Elle réfléchit. » (Voilà la ville.|Je vote pour cette dame.|)',
    ],
    answer: [
      "(Merci, j'en avais besoin.|J'ai réveillé la maison en riant.|Je relis ça chaque heure.)",
      '(Charges comprises ?|Double vitrage ou double vasque ?|Le nageur est en supplément ?)',
      '(La même ici|Pareil), avec (un aspirateur|une armoire normande|la machine à laver|ma belle-mère).',
      '(Rions, rions, il reste la cave.|On en rira vraiment en juin.|Ça se soigne.)',
      "(Mon mari demande|Mon fils demande|La voisine demande) si (c'est libre à Pâques|le permis bateau est exigé|les carpes sont comprises).",
      "(Je signe le bail.|Je visite samedi, en palmes.|Prévenez l'office de tourisme.)",
      "Chez nous, {at2}, (même annonce, avec jacuzzi|c'est mieux : deux rivières|la chaussure est à nous).",
      "(Il y a des gens qui dorment, et moi qui ris tout seul dans l'escalier.|Premier sourire depuis {hour} h.|Merci, le moral remonte plus vite que l'eau.)",
      "Cette dame, (c'est ma mère|je veux l'épouser|il faut l'élire).",
    ],
  },
  relief: {
    when: [0, 1, 9, 3, 0],
    say: [
      "(Elle baisse.|Ça baisse !|Elle redescend.) {level} m. (Je n'ose pas y croire.|On entend de nouveau les oiseaux.|Tout le pont a soupiré.)",
      "(Le jour se lève|Il fait jour) {at}. (On voit les gens aux fenêtres.|Il y a de la boue jusqu'aux rosiers et un soleil indécent.|Personne n'a dormi et tout le monde se dit bonjour.)",
      "La marche des halles (est ressortie|est sèche). (On l'a applaudie, je ne plaisante pas.|Quelqu'un a posé un bouquet.|)",
    ],
    answer: [
      '(Enfin.|Ouf.|Merci.) (Je vais me coucher.|Café pour tout le monde.|)',
      '(Ici aussi, moins {few} cm.|La trace sur le mur fait déjà une main de haut.|Chez nous elle part en faisant des bulles.)',
      '(Attention|Prudence) : (la nappe met six heures de plus|ne videz pas les caves tout de suite|la deuxième vague arrive parfois le soir).',
    ],
    rejoin: ['(Bonne nuit.|Bonjour, plutôt.|Dormez.)', "(On attend pour la cave, merci.|Noté pour la nappe.|Six heures, d'accord.)"],
  },
};

/** How a long message goes on to something else. */
export const links = ['Autre chose. ', 'Et puis ceci. ', 'Sinon… ', 'Deuxième point. ', '', '', ''];

/** What closes a message, now and then. */
export const closings = [
  '(Bonne nuit à tous.|Courage à tous.|Prenez soin de vous.)',
  '(Voilà.|C’est dit.|Je retourne à mes seaux.)',
  '(Embrassez vos voisins.|Regardez chez vos voisins.|Frappez chez vos voisins.)',
  '(Je repasse dans {min} minutes.|Je reste en ligne.|Batterie à {cm} %, je fais court.)',
  '(Pardon pour les fautes, je tape avec des gants.|Écrit d’un escalier.|Écrit à la bougie.|Écrit sous un parapluie.|Dicté, mes mains sont pleines de boue.)',
];

/** What anybody says to anybody, once a conversation goes on. */
export const smallTalk = [
  '(Merci|Merci beaucoup|Merci {to}).',
  '(Bien dit|Voilà|Exactement), {to}.',
  '(Courage à vous|Courage à tous|Tenez bon).',
  "(Je n'avais pas vu ça ainsi.|Vu comme ça, oui.|Vous m'avez fait changer d'avis, c'est rare à cette heure.)",
  "(Pas tout à fait d'accord, mais merci de répondre.|On peut ne pas être d'accord sans se fâcher, la preuve.|Je maintiens, mais je vous entends.)",
  '(Idem ici.|Pareil.|Même chose chez nous, {at2}.)',
  '(Tenez-nous au courant.|Des nouvelles ?|Et depuis ?)',
  '(On peut vous appeler ?|Écrivez-moi.|Passez à la boutique demain, on en parle.)',
  "(Je transmets à ma mère, elle n'a pas internet.|Je le dis au voisin.|Je l'affiche dans l'entrée.)",
  "(C'est sûr ?|Qui vous l'a dit ?) (Sans offense.|Je voudrais bien y croire.|)",
  "(J'ai relu trois fois.|Je garde ce message.|Je montre ça à mes enfants.)",
  "Pardon, j'ai haussé le ton tout à l'heure. (La nuit est longue.|On est tous à cran.|)",
  '(Non.|Non, hélas.|Malheureusement non.|Pas que je sache.)',
  '(Oui.|Oui, oui.|Oui, hélas.|Bien sûr.|Évidemment.)',
  '(Vous avez mangé, au moins ?|Vous avez chaud ?|Vous tenez le coup ?)',
  '(On se voit aux halles demain ?|Passez prendre un café, {at2}.|La porte est ouverte, {at2}.)',
  "(C'est noté.|Noté.|Reçu.|Bien reçu, {to}.)",
  '(Ma fille vous embrasse.|Mon père vous salue, il vous a reconnu.|Bonjour à votre mère.)',
  '(Moi aussi.|Nous aussi.|Chez nous aussi.|On est deux.|On est toute une rue.)',
  '(Ça dépend.|Cela se discute.|Oui et non.) (Par chez nous, non.|Demandez à {other}.|Il y a dix ans, oui.)',
  "(J'allais l'écrire.|Vous m'ôtez les mots de la bouche.|Même réflexion ici, à l'instant.)",
  "(Et merci de rester aimables, tous, à cette heure.|Quel fil. Je n'arrive pas à aller dormir.|Je lis tout depuis {hour} h, vous me tenez compagnie.)",
  "(Je suis à l'étranger, je vous lis comme si j'étais au coin de la rue.|Je lis de Montréal. Dites-moi que la maison tient, {at2}.|D'ici, à Marseille, il fait beau, et j'ai honte.)",
  "(Vous parlez de {surname}, le plombier ?|Ce ne serait pas {other}, de la quincaillerie ?|{other}, c'est vous ?)",
  "(Franchement ?|Honnêtement ?|Vous croyez ?) (Je ne parierais pas.|Je n'en mettrais pas ma cave au sec.|J'attends de voir.)",
  "(À demain.|Bonne nuit.|À tout à l'heure sur le pont.)",
];

/** What moderators took down, with the rule and the words. */
export const tooFar: { text: string; passage: string; rule: number }[] = [
  { text: "Bravo la mairie, bande d'incapables, vous avez du sang sur les bottes.", passage: "bande d'incapables", rule: 4 },
  {
    text: "Je le répète : l'adjoint a fait ouvrir les vannes pour sauver son propre terrain. C'est prouvé.",
    passage: 'a fait ouvrir les vannes pour sauver son propre terrain',
    rule: 5,
  },
  {
    text: 'Assèchement express 24 h/24, devis gratuit, demandez Rudy, paiement en espèces uniquement.',
    passage: 'devis gratuit, demandez Rudy',
    rule: 7,
  },
  {
    text: "Celui du 9 avec sa pompe qu'il garde pour lui, on devrait aller lui expliquer à plusieurs.",
    passage: 'on devrait aller lui expliquer à plusieurs',
    rule: 3,
  },
  { text: "Vous n'avez rien dans le crâne, ma pauvre. Retournez d'où vous venez.", passage: "Retournez d'où vous venez", rule: 2 },
  { text: "Voici son numéro personnel, appelez-le à 3 h du matin, qu'il profite : 06 39 98 02 71.", passage: '06 39 98 02 71', rule: 6 },
];

/** What waits for a moderator, and what the phases found in it. */
export const onHold: { text: string; finding: DemoFinding }[] = [
  { text: 'Tous des vendus : on attend encore les bennes {at}.', finding: listed('vendus') },
  { text: 'Et les guignols de la préfecture, ils dormaient ?', finding: listed('guignols') },
  { text: 'Quel abruti a garé son camion devant la barrière, {at} ?', finding: listed('abruti') },
  { text: 'Mon assureur est une ordure, je pèse le mot.', finding: listed('ordure') },
  {
    text: "Il a sorti les poubelles des voisins de l'eau, le pauvre type, et personne ne lui a dit merci.",
    finding: listed('pauvre type'),
  },
  {
    text: 'RENDEZ-NOUS LES BENNES. {At}, rendez-nous les bennes.',
    finding: { phase: 'repeat', effect: 'hold', weight: 3, evidence: [], facts: { times: 3 } },
  },
  {
    text: 'Et encore une chose, pendant que je vous tiens : le caniveau {at}.',
    finding: { phase: 'flood', effect: 'hold', weight: 3, evidence: [], facts: { posts: 11, minutes: 10 } },
  },
];

function listed(word: string): DemoFinding {
  return { phase: 'banned_word', effect: 'hold', weight: 5, evidence: [word], facts: {} };
}

/** The newsroom's word, now and then. */
export const newsroomSays = {
  updates: [
    '**{level} m au Pont-Neuf**, {trend}. (Je suis sur place.|Prochain relevé dans une demi-heure.|)',
    "Le point : {level} m, {trend} ; on ne passe plus {at} ni {at2}. (Le gymnase Pagnol est ouvert, entrée par l'arrière.|Ne prenez pas la voiture.|)",
    "La préfecture confirme : (pas de danger sur l'eau du robinet|pas de rupture d'ouvrage en amont|renforts en route, deux motopompes). (Nous mettons l'article à jour.|)",
    "(Nous cherchons|La rédaction cherche) des témoignages {at} : (où étiez-vous à 3 h 40 ?|une photo du niveau, avec l'heure, nous aiderait pour la carte).",
  ],
  answers: [
    "Vérifié auprès de (la préfecture|la mairie|l'officier de permanence) : (c'est exact|c'est inexact, nous l'écrivons dans l'article|pas encore de réponse, je reviens ici).",
    "(Merci|Merci {to}), (c'est ajouté à l'article|je transmets à la cellule d'aide|je vous appelle, si vous voulez bien m'écrire à la rédaction).",
    "(J'y passe dans une heure.|Je suis à deux rues, j'arrive.|Un photographe est en route.)",
  ],
};

export const expertAnswers = [
  "D'ici, la prévision est de {level} m à six heures près, à dix centimètres près. **Je n'en sais pas plus**, et je me méfierais de qui en saurait plus.",
  "Dans ces quartiers, l'eau remonte par la nappe, environ six heures après la rivière. Attendez avant de vider : une cave pleine tient les murs.",
  "Les prés de Kerven retiendraient à peu près huit centimètres au Pont-Neuf, pour une crue comme celle-ci. C'est peu sur une échelle, c'est beaucoup sur un seuil de porte.",
  'Le curage fait gagner quelques centimètres pendant deux ans, puis le lit se refait. Je ne dis pas non : je dis combien.',
  "Non, la marée n'y est pour rien ce soir : le coefficient est de 58 et l'effet s'arrête au moulin. C'est toute la pluie d'avant-hier qui passe.",
  "La sonde et l'échelle diffèrent de quatre centimètres depuis le remplacement de 2014. Pour comparer avec 1995, prenez l'échelle.",
  "Une pompe déplace l'eau, elle ne la fait pas disparaître : si vous le pouvez, rejetez-la vers l'aval du pont, pas dans la rue du voisin.",
  "Personne ne peut vous dire aujourd'hui que cela arrivera tous les cinq ans ou tous les trente. On peut dire ceci : les pics d'hiver ont gagné onze centimètres en vingt ans.",
  "Je lis tout, je réponds à ce que je sais. Pour l'assurance et le droit, d'autres ici sont bien meilleurs que moi.",
  "1911 était plus haute, mais plus lente. Ce qui change, c'est la vitesse : trois mètres en dix heures, nous n'avions pas cela dans nos séries.",
];
