"""References for tests, made by the same actions as everybody's."""

from typing import Any

from tests.cast import Cast
from tresse.resources import actions
from tresse.resources.csl import Found
from tresse.resources.models import Reference

WHOLE = Found(
    title="L’œuvre & le genre : 100 % d'une_approche {sic} #1 \\ ~",
    kind="article",
    authors=({"family": "Dupont", "given": "Émilie"}, {"literal": "Médecins du Monde"},
             {"family": "de la Cruz", "given": "Juana"}),
    editors=({"family": "Ngo", "given": "B."},),
    issued="2021-03-04",
    doi="10.1000/xy_z",
    link="https://example.org/a_b?x=1&y=%20~z",
    abstract="Un résumé. 50 % & plus.",
    language="fr",
    tags=("genre", "ECSI & droits"),
    details={"container-title": "Revue d'ici", "volume": "3", "issue": "2", "page": "1-20", "ISSN": "1234-5678"},
)  # fmt: skip


def reference(cast: Cast, *, by: Any = None, why: str = "", inside_of: Any = None, **said: Any) -> Reference:
    """A reference brought to CP Genre by Mina, unless said otherwise."""
    usual: dict[str, Any] = {"title": "Évaluer autrement les changements", "kind": "report", "issued": "2020"}
    found = Found(**{**usual, **said})
    return actions.bring(inside_of or cast.community, found, by=by or cast.member, why=why)
