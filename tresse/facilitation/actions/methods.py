"""The methods of the network, written by its stewards."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tresse.core import clock, journal
from tresse.facilitation import rules
from tresse.facilitation.models import NetworkMethod, NetworkStep
from tresse.meetings.methods import METHODS

MOST_STEPS = 20
LONGEST = 600  # minutes, as for a moment of an agenda
RESERVED = {"new"}


@dataclass(frozen=True)
class StepTerms:
    """One step, as it is written."""

    name: str
    minutes: int = 10
    words: str = ""
    questions: str = ""
    groups: int = 0


@transaction.atomic
def write_method(
    *, name: str, gesture: str, fewest: int, most: int, steps: Sequence[StepTerms], care: str = "", by: Any
) -> NetworkMethod:
    """Add a method of the network's own: agendas may use it at once."""
    rules.writing_method(by).require()
    method = NetworkMethod(key=_free_key(name), written_at=clock.now())
    _fill(method, name=name, gesture=gesture, fewest=fewest, most=most, care=care, steps=steps)
    journal.record("method.written", stream="network", subject=method, by=by, name=method.name)
    return method


@transaction.atomic
def change_method(
    method: NetworkMethod,
    *,
    name: str,
    gesture: str,
    fewest: int,
    most: int,
    steps: Sequence[StepTerms],
    care: str = "",
    by: Any,
) -> NetworkMethod:
    """Say a method anew. Its address stays, and the agendas that use it follow."""
    method = NetworkMethod.objects.select_for_update().get(pk=method.pk)
    rules.writing_method(by).require()
    _fill(method, name=name, gesture=gesture, fewest=fewest, most=most, care=care, steps=steps)
    journal.record("method.changed", stream="network", subject=method, by=by, name=method.name)
    return method


@transaction.atomic
def retire_method(method: NetworkMethod, *, by: Any) -> NetworkMethod:
    """Offer it no more. The agendas that use it keep it whole."""
    return _set_retired(method, clock.now(), by=by, kind="method.retired")


@transaction.atomic
def bring_back_method(method: NetworkMethod, *, by: Any) -> NetworkMethod:
    """Offer it again."""
    return _set_retired(method, None, by=by, kind="method.brought_back")


def _set_retired(method: NetworkMethod, moment: Any, *, by: Any, kind: str) -> NetworkMethod:
    method = NetworkMethod.objects.select_for_update().get(pk=method.pk)
    rules.writing_method(by).require()
    if (method.retired_at is None) != (moment is None):
        method.retired_at = moment
        method.save(update_fields=["retired_at"])
        journal.record(kind, stream="network", subject=method, by=by, name=method.name)
    return method


def _fill(method: NetworkMethod, *, steps: Sequence[StepTerms], **terms: Any) -> None:
    for field, value in terms.items():
        setattr(method, field, value.strip() if isinstance(value, str) else value)
    _check(method, steps)
    method.save()
    method.steps.all().delete()
    NetworkStep.objects.bulk_create(
        NetworkStep(method=method, position=position, **asdict(step))
        for position, step in enumerate(steps, start=1)
    )


def _check(method: NetworkMethod, steps: Sequence[StepTerms]) -> None:
    if not method.name:
        raise ValidationError({"name": _("Give the method a name.")})
    if method.most < method.fewest:
        raise ValidationError({"most": _("This is less than the fewest people it works with.")})
    if not steps:
        raise ValidationError(_("A method has one step at least: say what one does, and for how long."))
    if len(steps) > MOST_STEPS:
        raise ValidationError(_("A method has twenty steps at most: bring some of them together."))
    if sum(step.minutes for step in steps) > LONGEST:
        raise ValidationError(_("These steps take more than ten hours together: shorten some."))


def _free_key(name: str) -> str:
    """A readable address that no other method has, declared ones included."""
    base = slugify(name)[:24].strip("-") or "method"
    taken = {*METHODS, *RESERVED, *NetworkMethod.objects.values_list("key", flat=True)}
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, 99_999))) if key not in taken)
