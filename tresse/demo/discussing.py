"""What members of the example tell each other between two sessions: a question, an account, a failure, a find."""

from dataclasses import dataclass

from tresse.demo.lives import Life
from tresse.discussions import actions
from tresse.discussions.models import Thread


@dataclass(frozen=True)
class Said:
    day: int
    by: str
    text: str
    quoted: str = ""  # words of the message before


@dataclass(frozen=True)
class Harvested:
    by: str
    promised: int
    due: int
    on: int | None = None  # None: still promised
    text: str = ""
    closes: bool = True


@dataclass(frozen=True)
class Exchange:
    kind: str
    title: str
    opening: Said
    answers: tuple[Said, ...] = ()
    harvest: Harvested | None = None


EXCHANGES: dict[str, tuple[Exchange, ...]] = {
    "CP Genre": (
        Exchange(
            "trial_error",
            "La formation « genre » que les hommes ont applaudie, et puis rien",
            Said(
                -38,
                "kossi",
                "Deux jours, trente participants, des évaluations excellentes. Six mois après, j’ai demandé à chacun une chose "
                "qu’il fait autrement. **Quatre ont répondu, dont deux pour me remercier du buffet.**\n\nCe que j’ai compris : "
                "nous avions formé des gens sans toucher à ce qui décide, le budget et l’ordre du jour. J’aurais dû commencer "
                "par la réunion du lundi.",
            ),
            (
                Said(
                    -37,
                    "mirlande",
                    "Merci de le dire. Chez nous c’est le tableau des tours de parole qui a tout déplacé : une feuille, un "
                    "crayon, trois mois. Personne n’a été formé.",
                    quoted="j’ai demandé à chacun une chose qu’il fait autrement",
                ),
                Said(-36, "odile", "La réunion du lundi : oui. Qui prépare son ordre du jour, chez vous ?"),
                Said(-35, "kossi", "Le coordinateur, seul, le dimanche soir. Tout est là."),
                Said(
                    -33,
                    "yasmine",
                    "Nous avons essayé de faire tourner la préparation : un binôme par semaine, tiré au sort. Trois semaines de "
                    "désordre, puis plus personne n’a voulu revenir en arrière.",
                ),
            ),
            Harvested(
                "mirlande",
                promised=-32,
                due=-20,
                on=-22,
                text="- **Former sans toucher à ce qui décide ne tient pas** (Kossi).\n- Un geste petit et répété déplace plus "
                "qu’une formation : le tableau des tours de parole (Jacmel), la préparation tournante (Yasmine).\n- Reste "
                "ouvert : comment faire quand la direction prépare seule ? À essayer d’ici la prochaine séance.",
            ),
        ),
        Exchange(
            "question",
            "Comment payer les animatrices de village sans en faire des salariées ?",
            Said(
                -12,
                "fatou",
                "Elles sont sept. Une indemnité au mois crée des jalousies, un contrat nous engage au-delà du projet, et rien "
                "du tout n’est plus possible. Qu’avez-vous essayé, et qu’est-ce que cela a changé entre elles ?",
            ),
            (
                Said(
                    -11,
                    "nadege",
                    "Une caisse commune qu’elles gèrent : nous versons, elles partagent selon leurs règles. Il a fallu "
                    "accepter de ne pas savoir comment.",
                ),
                Said(
                    -9,
                    "fatou",
                    "Et la première dispute, comment s’est-elle passée ?",
                    quoted="Il a fallu accepter de ne pas savoir comment.",
                ),
                Said(
                    -8,
                    "nadege",
                    "Mal, puis bien. Elles ont changé la règle devant nous, et nous n’avons rien dit. C’était le plus difficile.",
                ),
            ),
            Harvested("awa", promised=-7, due=6),
        ),
        Exchange(
            "resource",
            "« Paroles d’hommes de Ziguinchor », une série radio libre de reprise",
            Said(
                -6,
                "marc",
                "Six épisodes de douze minutes, en wolof et en français. On y entend des pères, pas des experts. Bon pour lancer une "
                "discussion en petit groupe ; ne dit rien des femmes qui écoutent.",
            ),
        ),
        Exchange(
            "question",
            "Qui connaît un film court sur le partage des tâches, sans paroles ?",
            Said(
                -5,
                "camille",
                "Pour un groupe qui n’a pas de langue commune. Dix minutes au plus. J’ai vu deux dessins animés, tous deux "
                "finissent par une leçon.",
            ),
        ),
    ),
    "CP ECSI": (
        Exchange(
            "account",
            "Le jour où une élève a évalué l’évaluation",
            Said(
                -29,
                "ines",
                "Elle a pris ma grille, l’a lue à voix haute, et a demandé : « C’est pour nous ou c’est pour vous ? » J’ai "
                "répondu honnêtement. Elle a plié la feuille et nous avons parlé une heure. C’est la meilleure évaluation de "
                "l’année et il n’en reste que ce que je vous raconte.",
            ),
            (
                Said(
                    -28,
                    "denis",
                    "Garde la phrase. Je l’ai dite à mon équipe ce matin, elle a fait taire tout le monde.",
                    quoted="C’est pour nous ou c’est pour vous ?",
                ),
                Said(
                    -27,
                    "samir",
                    "Demande-lui si elle veut la signer, un jour, dans le document. C’est elle qui l’a dite.",
                ),
            ),
        ),
    ),
    "CP Capitalisation": (
        Exchange(
            "trial_error",
            "Notre fiche de capitalisation en douze rubriques, que personne n’a ouverte",
            Said(
                -18,
                "samir",
                "Quarante fiches, deux stagiaires, un an. Statistiques du partage : onze ouvertures, dont neuf par moi. Nous avions "
                "écrit pour être complets, pas pour quelqu’un.",
            ),
            (
                Said(
                    -17,
                    "voahangy",
                    "Nous sommes passés de douze rubriques à trois questions, posées à voix haute, enregistrées au téléphone. "
                    "On transcrit dix lignes. Elles circulent, parce qu’on y entend quelqu’un.",
                ),
                Said(-15, "aline", "Quelles sont les trois questions ?"),
                Said(
                    -14,
                    "voahangy",
                    "1. Qu’est-ce qui vous a surprise ?\n2. Qu’est-ce que vous ne referiez pas ?\n3. À qui faut-il le dire ?",
                ),
            ),
        ),
    ),
}


def tell(life: Life) -> None:
    """Put the conversations of a community on the timeline."""
    for exchange in EXCHANGES.get(life.plan.name, ()):
        told: list[Thread] = []
        life.timeline.on(exchange.opening.day, "09:30", _begin, life, exchange, told)
        for answer in exchange.answers:
            life.timeline.on(answer.day, "18:30", _answer, life, answer, told)
        if exchange.harvest:
            life.timeline.on(exchange.harvest.promised, "19:00", _promise, life, exchange.harvest, told)
        if exchange.harvest and exchange.harvest.on is not None:
            life.timeline.on(exchange.harvest.on, "19:00", _harvest, life, exchange.harvest, told)


def _begin(life: Life, exchange: Exchange, told: list[Thread]) -> None:
    said = exchange.opening
    told.append(
        actions.start_thread(
            life.community, by=life.person(said.by), kind=exchange.kind, title=exchange.title, text=said.text
        )
    )


def _answer(life: Life, said: Said, told: list[Thread]) -> None:
    before = next(
        (one for one in told[0].messages.order_by("-pk") if said.quoted and said.quoted in one.text), None
    )
    actions.write_message(
        told[0], by=life.person(said.by), text=said.text, quotes=before, quoted=said.quoted if before else ""
    )


def _promise(life: Life, harvest: Harvested, told: list[Thread]) -> None:
    due_on = life.timeline.calendar.day(harvest.due)
    actions.promise_harvest(told[0], by=life.person(harvest.by), due_on=due_on)


def _harvest(life: Life, harvest: Harvested, told: list[Thread]) -> None:
    actions.harvest(
        told[0], by=life.person(harvest.by), text=harvest.text, expected_number=0, closes=harvest.closes
    )
