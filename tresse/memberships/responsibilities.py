"""Who holds what, for whom, until when, given by which decision: all functions of a community at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Strand
from tresse.core import clock
from tresse.core.rulings import Ruling, first_refusal
from tresse.memberships.mandate_rules import calling
from tresse.memberships.models import Call, Function, Hand, Mandate, Membership

# What each function is for, and what it lets one do beyond what everybody may.
PURPOSES: dict[str, str | Promise] = {
    Function.CO_FACILITATION: _(
        "Prepares and holds the sessions so that everyone finds their place. With co-steering, asks for what weighs on"
        " everyone: opening and closing cycles, publishing. Two people of two organisations hold it together."
    ),
    Function.CO_STEERING: _(
        "Keeps the direction: the question, the calendar, the link with the network. Asks, as co-facilitation does, for"
        " what weighs on everyone."
    ),
    Function.CO_EXPERIMENTATION: _(
        "Tries things out where they work, and tells what happened. It gives no other right than everybody's."
    ),
    Function.WELCOME: _(
        "Answers whoever asks to come in, and looks after first sessions. It gives no other right than everybody's."
    ),
    Function.MEMORY_KEEPING: _("Keeps minutes and the register of decisions in order, so that nothing is lost."),
    Function.TRUST_PERSON: _(
        "Somebody to talk to when something went wrong. It gives no other right than everybody's, and asks for discretion."
    ),
}


@dataclass
class Holding:
    """A mandate as it is shown to somebody."""

    mandate: Mandate
    is_mine: bool
    goes_on_until: date | None = None  # renewed already
    renewal: str = ""  # where its renewal is proposed, once it may be


@dataclass
class RaisedHand:
    hand: Hand
    proposal: str  # where the mandate is proposed for them


@dataclass
class Responsibility:
    """A function, for the whole community or for one strand."""

    function: str
    strand: Strand | None
    proposal: str  # where a mandate of this function is proposed
    may_call: Ruling
    held: list[Holding] = field(default_factory=list)
    former: list[Mandate] = field(default_factory=list)
    call: Call | None = None
    hands: list[RaisedHand] = field(default_factory=list)
    my_hand: Hand | None = None

    @property
    def label(self) -> str | Promise:
        return Function(self.function).label

    @property
    def purpose(self) -> str | Promise:
        return PURPOSES[self.function]

    @property
    def anchor(self) -> str:
        return f"{self.function}-{self.strand.pk}" if self.strand else self.function

    @property
    def is_in_use(self) -> bool:
        """Somebody holds, held or looks for it."""
        return bool(self.held or self.former or self.call)

    @property
    def looks_for_somebody(self) -> bool:
        """Nobody holds it, or an end is near and nobody goes on; whoever holds it may look for somebody at any time."""
        ending = [one for one in self.held if one.mandate.ends_soon and not one.goes_on_until]
        return not self.held or bool(ending) or self.mine is not None

    @property
    def mine(self) -> Mandate | None:
        """What the reader holds of it."""
        return next((holding.mandate for holding in self.held if holding.is_mine), None)


@dataclass(frozen=True)
class Reading:
    """Who reads the responsibilities of which community, and what they may do there."""

    community: Community
    reader: Membership
    months: int  # the length of a mandate, as the charter says
    missing: list[Strand | None]
    may_take_part: Ruling


def responsibilities(reading: Reading) -> list[Responsibility]:
    """Every function, for the whole community or for the strands in which somebody holds, held or looks for it."""
    mandates = _mandates(reading.community)
    held = {(m.function, m.strand_id) for m in mandates if m.membership_id == reading.reader.pk and m.is_live}
    strands: list[Strand | None] = [None, *reading.community.strands.all()]
    found = {
        (function.value, strand.pk if strand else None): Responsibility(
            function.value,
            strand,
            where_to_propose(reading, function.value, strand),
            first_refusal(reading.may_take_part, calling(held, reading.missing, function.value, strand)),
        )
        for function in Function
        for strand in strands
    }
    for mandate in mandates:
        _place(found[mandate.function, mandate.strand_id], mandate, reading)
    for call in _calls(reading.community):
        _call(found[call.function, call.strand_id], call, reading)
    in_use = {function for (function, strand), one in found.items() if strand and one.is_in_use}
    return [one for one in found.values() if one.is_in_use or (not one.strand and one.function not in in_use)]


def where_to_propose(
    reading: Reading, function: str, strand: Strand | None, membership: Membership | None = None
) -> str:
    """Where a consent decision gives this mandate, with the form already filled."""
    terms: dict[str, Any] = {"effect": "mandate.giving", "function": function, "months": reading.months}
    if strand:
        terms["strand"] = strand.pk
    if membership:
        terms |= {"membership": membership.pk} | _words(reading, function, strand, membership)
    return reverse("decisions:propose", args=[reading.community.slug]) + "?" + urlencode(terms)


def _words(reading: Reading, function: str, strand: Strand | None, membership: Membership) -> dict[str, str]:
    """A first wording, which whoever proposes changes as they like."""
    label = f"{capfirst(Function(function).label)} ({strand})" if strand else capfirst(Function(function).label)
    said = {"who": membership.person, "months": reading.months, "function": label}
    return {
        "title": _("%(function)s: mandate of %(who)s") % said,
        "text": _("%(who)s holds this mandate for %(months)s months: %(function)s.") % said,
    }


def _mandates(community: Community) -> list[Mandate]:
    people = ("membership__person", "membership__organisation", "strand", "follows")
    here = Mandate.objects.filter(membership__community=community).select_related(*people)
    return list(here.order_by("starts_on", "pk"))


def _place(one: Responsibility, mandate: Mandate, reading: Reading) -> None:
    if mandate.is_over or mandate.membership.left_at:
        one.former.insert(0, mandate)
    elif mandate.is_to_come:  # a renewal: its present term comes before it
        for holding in one.held:
            if holding.mandate.membership_id == mandate.membership_id:
                holding.goes_on_until, holding.renewal = mandate.ends_on, ""
    else:
        may_be_renewed = mandate.is_interim or mandate.is_renewable
        renewal = where_to_propose(reading, one.function, one.strand, mandate.membership) if may_be_renewed else ""
        one.held.append(Holding(mandate, mandate.membership_id == reading.reader.pk, renewal=renewal))


def _calls(community: Community) -> Iterable[Call]:
    hands = Hand.objects.select_related("membership__person", "membership__organisation")
    open_ones = Call.objects.open().filter(community=community)
    return open_ones.select_related("opened_by__person", "strand").prefetch_related(
        Prefetch("hands", queryset=hands)
    )


def _call(one: Responsibility, call: Call, reading: Reading) -> None:
    one.call = call
    for hand in call.hands.all():
        if hand.is_up and hand.membership.is_present:
            proposal = where_to_propose(reading, one.function, one.strand, hand.membership)
            one.hands.append(RaisedHand(hand, proposal))
        if hand.membership_id == reading.reader.pk:
            one.my_hand = hand


def unread_notes(reader: Membership) -> list[Mandate]:
    """The mandates this member took up whose note waits to be read (E2)."""
    mine = Mandate.objects.unacknowledged().filter(membership=reader)
    return list(mine.select_related("follows__membership__person", "strand"))


def notes_to_write(reader: Membership) -> list[Mandate]:
    """The mandates this member holds or held whose end is near or lately past, and which have no note yet (E2)."""
    mine = Mandate.objects.without_a_note().filter(membership=reader)
    return [mandate for mandate in mine.select_related("strand") if clock.today() <= mandate.note_until]
