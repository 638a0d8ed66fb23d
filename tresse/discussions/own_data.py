"""What one takes along of the conversations: what one began, said, and harvested (S8)."""

from django.conf import settings
from django.utils.translation import gettext as _

from tresse.core.own_data import OwnData
from tresse.discussions.models import Following, Harvest, Message, MessageRevision, Promise
from tresse.memberships.models import Membership


def messages(membership: Membership) -> OwnData:
    """My messages, each in its conversation, with its files and the words I quoted."""
    said = (
        Message.objects.said().filter(by=membership).select_related("thread__community").prefetch_related("files")
    )
    rows = [
        {
            _("conversation"): message.thread.title,
            _("written on"): message.at,
            _("text"): message.text,
            _("the words I quoted"): message.quoted,
            _("files"): ", ".join(
                f"{file.name} {settings.TRESSE_URL}{file.get_absolute_url()}" for file in message.files.all()
            ),
        }
        for message in said.order_by("at")
    ]
    return OwnData(_("My messages"), rows)


def earlier_words(membership: Membership) -> OwnData:
    """What my messages said before I changed them, as far as I have not erased it."""
    before = MessageRevision.objects.filter(message__by=membership, erased_at=None).select_related(
        "message__thread"
    )
    rows = [
        {_("conversation"): one.message.thread.title, _("until"): one.until, _("text"): one.text}
        for one in before.order_by("until")
    ]
    return OwnData(_("What my messages said before"), rows)


def harvests(membership: Membership) -> OwnData:
    """The harvests I wrote."""
    written = Harvest.objects.filter(by=membership).select_related("thread").order_by("at")
    rows = [{_("conversation"): one.thread.title, _("on"): one.at, _("text"): one.text} for one in written]
    return OwnData(_("The harvests I wrote"), rows)


def promises(membership: Membership) -> OwnData:
    """The harvests I promised, and what became of it."""
    made = Promise.objects.filter(by=membership).select_related("thread").order_by("made_at")
    rows = [
        {
            _("conversation"): one.thread.title,
            _("promised for"): one.due_on,
            _("kept on"): one.kept_at,
            _("handed back on"): one.handed_back_at,
        }
        for one in made
    ]
    return OwnData(_("The harvests I promised"), rows)


def followings(membership: Membership) -> OwnData:
    """The conversations whose messages I receive, or have stopped receiving."""
    chosen = Following.objects.filter(membership=membership, follows__isnull=False).select_related("thread")
    rows = [
        {_("conversation"): one.thread.title, _("I follow it"): one.follows} for one in chosen.order_by("thread")
    ]
    return OwnData(_("The conversations I follow"), rows)
