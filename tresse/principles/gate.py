"""A gate: what must hold before something may happen, shown as what is still missing, each with what does it."""

from dataclasses import dataclass, field

from django.utils.functional import Promise

from tresse.core.rulings import Ruling, granted


@dataclass(frozen=True)
class Condition:
    """One thing that must hold. While it does not, `missing` says what to do, and `href` is where."""

    name: str | Promise
    met: bool
    missing: str | Promise = ""
    href: str = ""
    label: str | Promise = ""
    trace: list[str] = field(default_factory=list)  # what shows that it holds


@dataclass(frozen=True)
class Gate:
    conditions: list[Condition]

    @property
    def missing(self) -> list[Condition]:
        return [condition for condition in self.conditions if not condition.met]

    @property
    def is_open(self) -> bool:
        return not self.missing

    @property
    def ruling(self) -> Ruling:
        """Granted when nothing is missing; otherwise the first thing to do."""
        return granted if self.is_open else Ruling(self.missing[0].missing)
