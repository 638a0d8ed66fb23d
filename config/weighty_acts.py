"""The acts that take two people of two organisations (E4). A new one is one entry here.

`allowed` is the rule that says whether it may be done at all, asked when it is asked for and again when it
is confirmed: (person, subject, terms) -> Ruling. `done` does it: (subject, terms, act) -> None, inside the
transaction of the confirmation. `summary` is the template that shows both people exactly what will happen.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class WeightyAct:
    name: str  # message id, translated where it is shown
    allowed: str  # dotted path
    done: str  # dotted path
    summary: str  # template


WEIGHTY_ACTS: dict[str, WeightyAct] = {}
