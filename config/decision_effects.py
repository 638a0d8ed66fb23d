"""What a decision by consent may change by itself, when it is adopted. A new effect is one entry here.

`allowed` says whether it may happen at all, asked when it is proposed and again when it is adopted:
(community, terms) -> Ruling. `done` does it: (community, terms, decision) -> None, once, inside the transaction
of the adoption. `summary` is the template that shows everybody exactly what would change (`community`, `terms`). `form`
asks for the terms: a form class called with (data, community=community), whose `terms()` are plain JSON.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effect:
    name: str  # message id, translated where it is shown
    allowed: str  # dotted path
    done: str  # dotted path
    summary: str  # template
    form: str  # dotted path


EFFECTS: dict[str, Effect] = {}
