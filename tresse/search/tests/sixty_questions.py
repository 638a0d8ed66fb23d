"""Sixty questions to the example network, each with what should answer it: who asks, their words, the titles expected.

Written from what the example holds, before looking at what is found.
"""

VISITOR, ODILE, ZAINABA, KOSSI = "", "Odile Tissier", "Zaïnaba Soilihi", "Kossi Agbeko"

GENRE = "Parler de genre à une direction qui doute"
BUDGET = "Lire un budget avec d’autres lunettes"
CHEMINS = "Des chemins de changement qui tiennent dans la poche"
AUTODIAGNOSTIC = "S’autodiagnostiquer sans se noter, et tenir parole ensuite"
PLUIE = "Le carnet de pluie"
CAPITALISER = "Capitaliser à hauteur de mains"
UN_AN_APRES = "Ce qui reste, un an après"
PLUME = "Celles et ceux qui ont vécu l’expérience tiennent la plume"
JEUNES = "Deux chaises pour des jeunes, à chaque séance, avec leur temps payé"
BIFURQUE = "Apéro des pratiques. Ces projets qui ont bifurqué"
FREINEZ = "Et vous, où freinez-vous ?"
VOIX_HAUTE = "Les comptes rendus se relisent à voix haute avant de se quitter"
PAROLE = "Personne ne parle deux fois avant que chacune et chacun ait parlé une fois"

QUESTIONS: list[tuple[str, str, tuple[str, ...]]] = [
    # One word, in any of its forms
    (VISITOR, "capitalisation", ("CP Capitalisation", CAPITALISER)),
    (VISITOR, "capitaliser", ("CP Capitalisation", CAPITALISER)),
    (VISITOR, "genre", ("CP Genre", GENRE)),
    (VISITOR, "Genres", ("CP Genre", GENRE)),
    (VISITOR, "autodiagnostic", (AUTODIAGNOSTIC, "CP MADAC")),
    (VISITOR, "auto-diagnostics", (AUTODIAGNOSTIC, "CP MADAC")),
    (VISITOR, "eau", ("Atelier Eau et pouvoir d’agir", PLUIE)),
    (VISITOR, "l’eau", ("Atelier Eau et pouvoir d’agir", PLUIE)),
    (VISITOR, "ECSI", ("CP ECSI",)),
    (VISITOR, "madac", ("CP MADAC",)),
    (VISITOR, "AOC", ("CP AOC",)),
    (VISITOR, "agroecologie", ("Semailles communes",)),
    (VISITOR, "habitantes", ("Ville de Saint-Aubrac",)),
    (VISITOR, "volontariat", ("CP Volontariat réciproque", "Horizon Métis")),
    (VISITOR, "jeune", ("Atelier Jeunesses à la table", JEUNES)),
    (VISITOR, "questionnaires", ("Nous arrêtons le questionnaire avant-après", UN_AN_APRES)),
    (VISITOR, "bifurquer", (BIFURQUE,)),
    (VISITOR, "freiner", (FREINEZ,)),
    (VISITOR, "kaolack", ("Jàppoo Kaolack",)),
    (VISITOR, "cantine", ("Semailles communes", "La Grande Tablée")),
    (VISITOR, "volontariats", ("CP Volontariat réciproque", "Horizon Métis")),
    # Several words
    (VISITOR, "direction qui doute", (GENRE,)),
    (VISITOR, "budget genre", (BUDGET,)),
    (VISITOR, "lunettes budgets", (BUDGET,)),
    (VISITOR, "chemin de changement", (CHEMINS,)),
    (VISITOR, "chemins poche", (CHEMINS,)),
    (VISITOR, "carnet de pluie", (PLUIE,)),
    (VISITOR, "relever la pluie", (PLUIE,)),
    (VISITOR, "santé communautaire", ("CP Santé communautaire", "Canopée Santé")),
    (VISITOR, "sante", ("CP Santé communautaire", "Canopée Santé")),
    (VISITOR, "apéro des pratiques", ("Apéro des pratiques, ouvert au réseau", BIFURQUE)),
    (VISITOR, "temps payé des jeunes", (JEUNES,)),
    (VISITOR, "lire à voix haute", ("Lire à voix haute", VOIX_HAUTE)),
    (VISITOR, "compte rendu relu", (VOIX_HAUTE,)),
    (VISITOR, "coanimation Fatou Denis", ("La coanimation passe à Fatou et Denis",)),
    (VISITOR, "co-animation relais", ("Julien passe le relais de la coanimation",)),
    (VISITOR, "heure de Jacmel", ("Une séance sur deux à l’heure de Jacmel",)),
    (VISITOR, "groupements de femmes", ("Jàppoo Kaolack", "Les Passeuses du Fleuve")),
    (VISITOR, "ville saint aubrac", ("Ville de Saint-Aubrac",)),
    (VISITOR, "reboisement citernes", ("Konbit Mòn Vèt",)),
    (VISITOR, "recherche-action", ("Institut Valmont",)),
    (VISITOR, "plan d'amélioration", (AUTODIAGNOSTIC, "Que faites-vous de vos plans ?")),
    (VISITOR, "écrire une capitalisation consultantes", (PLUME,)),
    # Small words only
    (VISITOR, "celles et ceux", (PLUME,)),
    (VISITOR, "et vous", (FREINEZ,)),
    (VISITOR, "chacune et chacun", (PAROLE,)),
    (VISITOR, "un an après", (UN_AN_APRES,)),
    # By those inside
    (ODILE, "résistances", ("La carte de nos résistances", "Résister, un mot à plusieurs faces")),
    (ODILE, "grille", ("Ce que la grille ne demande pas", "La grille ne marche pas, parlons-en")),
    (ODILE, "miroirs", ("Six miroirs", "Six organisations, six miroirs")),
    (ODILE, "marché des sept ports", ("Le marché des sept ports, carnet de versions",)),
    (ODILE, "questionnaire en confiance", ("Un questionnaire avant et après, en confiance",)),
    (ODILE, "changements minuscules", ("Trois situations, trois changements minuscules", CHEMINS)),
    (ODILE, "qui parle qui tranche", ("Qui parle, qui tranche",)),
    (ODILE, "personnes non membres", ("Ouvrir une séance sur deux aux personnes qui ne sont pas membres",)),
    (ZAINABA, "clés citerne", ("La clé de la citerne",)),
    (ZAINABA, "retour des îles", ("Premiers retours des trois îles",)),
    (ZAINABA, "langues de travail", ("CP Langues de travail",)),
    (KOSSI, "caisses communes", ("La caisse commune, deuxième essai",)),
    (KOSSI, "après l'avion", ("Le jour d’après l’avion",)),
]
