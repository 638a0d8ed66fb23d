"""What takes being inside, and what takes a mandate."""

from datetime import timedelta
from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from config import doors
from config.weighty_acts import WEIGHTY_ACTS
from tresse.communities.models import Community, Stage
from tresse.core import clock
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.memberships.models import (
    ActByTwo,
    Function,
    Invitation,
    Mandate,
    Membership,
    WelcomePair,
    live_membership,
)
from tresse.memberships.queries import holds_mandate, membership_of, possible_welcomers

INVITATIONS_A_DAY = 20
STEERING = (Function.CO_FACILITATION, Function.CO_STEERING)
CLOSED = _("This community is closed: what it made can be read, nothing more is added.")


def taking_part(person: Any, community: Community) -> Ruling:
    """Whoever signed the charter in force takes part, with the same rights as everybody (O2, S7)."""
    if community.stage == Stage.CLOSED:
        return Ruling(CLOSED)
    membership = membership_of(person, community)
    if membership:
        return taking_part_as(membership)
    if live_membership(person, community):
        return Ruling(_("Read the charter and sign it first: it is what lets you in."))
    return Ruling(_("This takes being a participant of the community."))


def taking_part_as(membership: Membership) -> Ruling:
    """The same of somebody whose place inside is already known: one reads, pausing or not, and writes when one takes part."""
    if membership.paused_at:
        return Ruling(_("You are pausing. Come back first: one button does it, on your page “My place”."))
    if membership.must_sign_before_writing:
        return Ruling(
            _(
                "The charter has changed, and the time to sign it again is over. Read the new version and sign it first."
            )
        )
    return granted


def carrying(person: Any, community: Community) -> Ruling:
    """While a community is an idea, those who carry it act together, before anybody has signed."""
    membership = live_membership(person, community)
    if community.stage != Stage.IDEA or membership is None:
        return Ruling(_("This takes being one of those who carry the idea."))
    return taking_part_as(membership)


def steering(person: Any, community: Community) -> Ruling:
    """What commits the community takes a live mandate to co-facilitate or to co-steer (E1)."""
    membership = membership_of(person, community)
    if membership is None or community.stage == Stage.CLOSED:
        return taking_part(person, community)
    return steered_by(membership)


def steered_by(membership: Membership) -> Ruling:
    """The same of somebody whose place inside is already known."""
    may_take_part = taking_part_as(membership)
    if not may_take_part:
        return may_take_part
    if holds_mandate(membership, *STEERING):
        return granted
    return Ruling(_("This takes a live mandate of co-facilitation or co-steering."))


def inviting(person: Any, community: Community) -> Ruling:
    """Anybody inside may invite while the door is open; while the community is an idea, those who carry it too (O5)."""
    if community.stage == Stage.IDEA:
        return carrying(person, community)
    return taking_part(person, community) and coming_in(community)


def coming_in(community: Community) -> Ruling:
    """One comes in while the door is open: the phase of the cycle says so, or the charter (O5)."""
    ruling: Ruling = import_string(doors.COMING_IN)(community)
    return ruling


def being_invited(email: str, community: Community) -> Ruling:
    """One invites people who are not there yet."""
    already = Membership.objects.live().filter(community=community, person__email__iexact=email)
    return Ruling(_("This person is already in the community.")) if already.exists() else granted


def inviting_today(person: Any) -> Ruling:
    """One person invites twenty others a day at most: nobody writes to strangers by way of Tresse."""
    since = clock.now() - timedelta(days=1)
    sent = Invitation.objects.filter(invited_by__person=person, invited_at__gt=since).count()
    if sent >= INVITATIONS_A_DAY:
        return Ruling(_("You have invited twenty people since yesterday. The next ones can be invited tomorrow."))
    return granted


def accepting(person: Any, invitation: Invitation) -> Ruling:
    """An invitation is answered once, within its thirty days, by whoever it was sent to.

    The door was open when it left: it stays good if the door has closed since, for one keeps one's word to a newcomer.
    """
    if invitation.withdrawn_at:
        return Ruling(_("This invitation was taken back. Ask whoever sent it for a new one."))
    if invitation.answered_at:
        return Ruling(_("This invitation has already been answered."))
    if invitation.community.stage == Stage.CLOSED:
        return Ruling(CLOSED)
    if not invitation.is_waiting():
        return Ruling(_("This invitation is more than thirty days old. Ask whoever sent it for a new one."))
    if person.email.lower() != invitation.email.lower():
        return Ruling(_("This invitation was sent to another address. Sign in with that address to answer it."))
    return granted


def passing_on_welcome(person: Any, pair: WelcomePair, to: Membership) -> Ruling:
    """Whoever welcomes passes their place on to a full member of another organisation than the other one's (O4)."""
    if pair.ended_at or not pair.newcomer.is_inside:
        return Ruling(_("This trial is over: there is nobody to welcome any more."))
    leaving = next((welcomer for welcomer in pair.welcomers if welcomer.person_id == person.pk), None)
    if leaving is None:
        return Ruling(_("A place in a welcome pair is passed on by whoever holds it."))
    beside = pair.beside(leaving)
    if to in possible_welcomers(pair.newcomer, beside=beside, leaving_out=[leaving.pk]):
        return taking_part(person, pair.newcomer.community)
    return Ruling(_("Choose a member past their trial, of another organisation than the other one who welcomes."))


def taking_founding_mandate(person: Any, community: Community) -> Ruling:
    """Those who found a community and signed its charter take its co-facilitation themselves."""
    if community.stage != Stage.IDEA:
        return Ruling(_("The community has begun: a mandate is now given with the consent of the others."))
    membership = membership_of(person, community)
    if membership is None:
        return Ruling(_("Sign the charter first."))
    if holds_mandate(membership, Function.CO_FACILITATION):
        return Ruling(_("You already hold this mandate."))
    return taking_part_as(membership)


def ending_mandate(person: Any, mandate: Mandate) -> Ruling:
    """One lays down one's own mandate, nobody else's."""
    if mandate.is_over:
        return Ruling(_("This mandate has already ended."))
    if person is None or mandate.membership.person_id != person.pk:
        return Ruling(_("A mandate is laid down by whoever holds it."))
    return granted


def asking_for_act(person: Any, community: Community, *, by_holders: bool) -> Ruling:
    """A weighty act is asked for by somebody who holds a mandate, unless its declaration says any member may (E4)."""
    return steering(person, community) if by_holders else taking_part(person, community)


def confirming_act(person: Any, act: ActByTwo) -> Ruling:
    """A weighty act is confirmed by a member of another organisation than the one who asked, and who still may (E4)."""
    membership = membership_of(person, act.community)
    if membership is None:
        return taking_part(person, act.community)
    return first_refusal(
        _still_waiting(act),
        _still_asked(act),
        being_second(membership, act),
        taking_part(person, act.community),
        _doing_it_too(person, act),
    )


def declining_act(person: Any, act: ActByTwo) -> Ruling:
    """Whoever takes part may decline a weighty act with a word; who asked may take it back."""
    return first_refusal(_still_waiting(act), taking_part(person, act.community))


def _still_waiting(act: ActByTwo) -> Ruling:
    if act.confirmed_at or act.declined_at:
        return Ruling(_("This has already been answered."))
    if not act.is_waiting:
        return Ruling(_("Nobody confirmed it in time, so it lapsed. It can be asked for again."))
    return granted


def _still_asked(act: ActByTwo) -> Ruling:
    by_holders = WEIGHTY_ACTS[act.kind].by_holders
    asked_by = act.asked_by
    if asked_by.is_inside and (steered_by(asked_by) if by_holders else taking_part_as(asked_by)):
        return granted
    return Ruling(
        _("Who asked has left, is pausing or laid down their mandate since: somebody else has to ask anew.")
    )


def _doing_it_too(person: Any, act: ActByTwo) -> Ruling:
    """What two do together is asked of both."""
    declaration = WEIGHTY_ACTS[act.kind]
    if not declaration.by_both:
        return granted
    ruling: Ruling = import_string(declaration.allowed)(person, act.subject, act.terms)
    return ruling


def being_second(membership: Membership, act: ActByTwo) -> Ruling:
    """The second person is not the first, came from another organisation when it was asked, and is past their trial (E4)."""
    if membership.person_id == act.asked_by.person_id:
        return Ruling(_("You asked for it: somebody of another organisation must confirm it."))
    if membership.side == act.asked_by.side:
        return Ruling(_("Who asked is of your organisation: somebody of another one must confirm it."))
    if membership.moved_since(act.asked_at):
        return Ruling(_("You have changed organisation since this was asked: somebody else must confirm it."))
    if act.asked_by.moved_since(act.asked_at):
        return Ruling(
            _("Who asked has changed organisation since: it must be declined first, then asked for anew.")
        )
    if membership.on_trial:
        return Ruling(_("Confirming comes after the two sessions of trial."))
    return granted
