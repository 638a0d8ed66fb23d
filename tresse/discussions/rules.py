"""Who may begin a conversation, speak in it, take words back, and sum it up."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.discussions import queries, things
from tresse.discussions.models import Harvest, Message, MessageRevision, Promise, Thread
from tresse.memberships.rules import taking_part

NOT_HERE = _("This is not something of this community.")


def starting(person: Any, community: Community, thing: Model | None = None) -> Ruling:
    """Whoever takes part begins a conversation, on the community or on something of it they can see (S1)."""
    return first_refusal(taking_part(person, community), _about(person, community, thing))


def starting_beside(person: Any, community: Community, thing: Model) -> Ruling:
    """The same on the page of something: whoever reads that page can see it."""
    return first_refusal(taking_part(person, community), _of(community, thing))


def writing(person: Any, thread: Thread) -> Ruling:
    """Whoever takes part and can read a conversation speaks in it."""
    return _being_in(person, thread)


def quoting(message: Message, quoted: str, thread: Thread) -> Ruling:
    """One quotes the very words of a message of the same conversation, as long as they stand there."""
    if message.thread_id != thread.pk or message.is_withdrawn or quoted not in message.text:
        return Ruling(_("These words are no longer in the message you quote. Quote it again, or go on without."))
    return granted


def changing(person: Any, message: Message) -> Ruling:
    """One changes one's own message; what it said before can still be read."""
    return first_refusal(_own(person, message), writing(person, message.thread))


def withdrawing(person: Any, message: Message) -> Ruling:
    """One withdraws one's own message, and every word of it goes (S8)."""
    return first_refusal(_own(person, message), taking_part(person, message.thread.community))


def erasing(person: Any, revision: MessageRevision) -> Ruling:
    """What one's own message said before is erased by whoever wrote it."""
    return withdrawing(person, revision.message)


def retitling(person: Any, thread: Thread) -> Ruling:
    """The title and the kind are changed by whoever began the conversation."""
    return _retitling(person, thread, writing(person, thread))


def showing(person: Any, thread: Thread, audience: Audience) -> Ruling:
    """Showing to fewer is free for whoever speaks in it; showing to more, as long as nobody else has spoken (S2)."""
    if audience not in things.audiences_for(thread.thing):
        return Ruling(_("A conversation is shown to no more people than what it is about."))
    if not thread.messages.said().filter(by__person=person).exists():
        return Ruling(_("Who can read it is chosen by those who have spoken in it."))
    if not Audience(thread.audience).includes(audience) and queries.several_speak(thread, person):
        return Ruling(
            _(
                "Several people speak here, for those who can read it now. Bring to a document what should be known further: "
                "each is asked there for their exact words."
            )
        )
    return first_refusal(taking_part(person, thread.community), _staying_in(person, thread, audience))


def following(person: Any, thread: Thread) -> Ruling:
    """Whoever is inside and can read a conversation may follow it by mail."""
    return _being_in(person, thread)


def promising(person: Any, thread: Thread) -> Ruling:
    """Whoever takes part promises the harvest, if nobody has or if the day promised is past."""
    return _promising(person, queries.promise_of(thread), writing(person, thread))


def handing_back(person: Any, promise: Promise) -> Ruling:
    """A promise is handed back by whoever made it, without a reason."""
    if promise.by.person_id != person.pk:
        return Ruling(_("A promise is handed back by whoever made it."))
    return taking_part(person, promise.thread.community)


def harvesting(person: Any, thread: Thread) -> Ruling:
    """Whoever promised sums it up; nobody having promised, whoever summed it up before takes it up again."""
    promise, harvest = queries.promise_of(thread), queries.harvest_of(thread)
    return _harvesting(person, promise, harvest, writing(person, thread))


@dataclass(frozen=True)
class Rulings:
    """All that one person may do in one conversation, for its page."""

    writing: Ruling
    retitling: Ruling
    promising: Ruling
    harvesting: Ruling


def rulings(person: Any, thread: Thread, promise: Promise | None, harvest: Harvest | None) -> Rulings:
    """The answers of the rules above, together, for whoever reads the conversation: what its page shows is read once."""
    may_write = first_refusal(_naming(thread.thing), taking_part(person, thread.community))
    return Rulings(
        writing=may_write,
        retitling=_retitling(person, thread, may_write),
        promising=_promising(person, promise, may_write),
        harvesting=_harvesting(person, promise, harvest, may_write),
    )


def _retitling(person: Any, thread: Thread, may_write: Ruling) -> Ruling:
    if thread.started_by.person_id != person.pk:
        return Ruling(_("The title is changed by whoever began the conversation."))
    return may_write


def _promising(person: Any, promise: Promise | None, may_write: Ruling) -> Ruling:
    if promise and promise.by.person_id == person.pk:
        return Ruling(_("You have already promised it. Hand it back first to choose another day."))
    if promise and not promise.is_overdue:
        return Ruling(_("Somebody has already promised it: see above who, and for when."))
    return may_write


def _harvesting(person: Any, promise: Promise | None, harvest: Harvest | None, may_write: Ruling) -> Ruling:
    holder = promise.by.person_id if promise else harvest.by.person_id if harvest else None
    if holder != person.pk:
        return Ruling(_("Promise the harvest first, so that two people do not sum up at the same time."))
    return may_write


def _being_in(person: Any, thread: Thread) -> Ruling:
    """Whoever takes part and can read it, where a conversation may say who was there."""
    return first_refusal(_naming(thread.thing), taking_part(person, thread.community), _reading(person, thread))


def _about(person: Any, community: Community, thing: Model | None) -> Ruling:
    if thing is None:
        return granted
    if not things.is_seen_by(person, thing):
        return Ruling(NOT_HERE)
    return _of(community, thing)


def _of(community: Community, thing: Model) -> Ruling:
    return _naming(thing) if things.community_id_of(thing) == community.pk else Ruling(NOT_HERE)


def _naming(thing: Model | None) -> Ruling:
    """A conversation says who speaks, hence who was there (S3)."""
    if things.names_people(thing):
        return granted
    return Ruling(
        _(
            "This session is under the Chatham House rule: a conversation about it would say who was there. Talk about its "
            "subject in the community, without saying who said what."
        )
    )


def _reading(person: Any, thread: Thread) -> Ruling:
    if Thread.objects.visible_to(person).filter(pk=thread.pk).exists():
        return granted
    return Ruling(_("This conversation is no longer shown to you."))


def _own(person: Any, message: Message) -> Ruling:
    if message.is_withdrawn:
        return Ruling(_("This message has been withdrawn."))
    if message.by.person_id != person.pk:
        return Ruling(_("A message is changed or withdrawn by whoever wrote it."))
    return granted


def _staying_in(person: Any, thread: Thread, audience: Audience) -> Ruling:
    """One does not shut oneself out of what one says."""
    among = Thread.objects.filter(pk=thread.pk)
    if audience != Audience.SESSION or among.filter(things.letting_in(person)).exists():
        return granted
    return Ruling(_("You are not among those who take part in this session: you would no longer read it yourself."))
