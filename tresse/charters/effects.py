"""What a decision by consent changes in the charter, as `config/decision_effects.py` calls it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tresse.charters import actions
from tresse.charters.differences import Differences, differences
from tresse.charters.models import PARAMETERS, Charter
from tresse.charters.numbers import Change, changes_of
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community
from tresse.core.rulings import Ruling, granted

CHANGED_SINCE = _(
    "The new version was set aside or changed since: what is adopted is exactly what was proposed. Propose it again."
)
NOTHING_CHANGES = _("This changes nothing in the charter in force.")


def adopting(community: Community, terms: dict[str, Any]) -> Ruling:
    """A new version is adopted exactly as it was proposed, and only if it changes something."""
    draft = community.charters.drafts().filter(version=terms["version"]).first()
    if draft is None:
        return Ruling(CHANGED_SINCE)
    found = differences(charter_in_force(community), draft)
    if not found:
        return Ruling(NOTHING_CHANGES)
    if not draft.articles.exists():
        return Ruling(_("A charter has one article at least."))
    return granted if found.digest == terms["digest"] else Ruling(CHANGED_SINCE)


def adopt(community: Community, terms: dict[str, Any], decision: Any) -> None:
    """The version is in force, and everyone inside signs it in its time (S7)."""
    draft = community.charters.drafts().get(version=terms["version"])
    actions.adopt_version(draft, decision_number=decision.number)


def changing_numbers(community: Community, terms: dict[str, Any]) -> Ruling:
    """The numbers go from what they are to what was proposed, within what a charter may say."""
    charter = charter_in_force(community)
    if any(getattr(charter, name) != before for name, (before, _after) in terms["numbers"].items()):
        return Ruling(_("These numbers have changed since this was proposed: propose it again from what they are."))
    wanted = wanted_by(terms)
    if not wanted.keys() <= set(PARAMETERS) or not changes_of(charter, wanted):
        return Ruling(NOTHING_CHANGES)
    return _within_bounds(charter, wanted)


def change_numbers(community: Community, terms: dict[str, Any], decision: Any) -> None:
    """The numbers hold from now on, and nobody signs anew."""
    actions.change_numbers(community, wanted_by(terms), decision_number=decision.number)


def wanted_by(terms: dict[str, Any]) -> dict[str, Any]:
    """The numbers as they would be."""
    return {name: after for name, (_before, after) in terms["numbers"].items()}


def numbers_in(terms: dict[str, Any]) -> list[Change]:
    """From what to what, in words, before and after the decision alike."""
    return [Change(name, *terms["numbers"][name]) for name in PARAMETERS if name in terms["numbers"]]


def version_in(community: Community, terms: dict[str, Any]) -> Differences | None:
    """What the proposed version changes; None when it was set aside or changed since."""
    after = community.charters.filter(version=terms["version"]).first()
    before = community.charters.versions().filter(version__lt=terms["version"]).first()
    if after is None or before is None:
        return None
    found = differences(before, after)
    return found if (after.digest or found.digest) == terms["digest"] else None


def _within_bounds(charter: Charter, wanted: dict[str, Any]) -> Ruling:
    tried = Charter(community_id=charter.community_id, **wanted)
    try:
        tried.clean_fields(exclude={field.name for field in Charter._meta.fields} - wanted.keys())
    except ValidationError as error:
        return Ruling(" ".join(error.messages))
    return granted
