"""What one talks about, beside the community itself. A new one is one entry here.

The model says who may see it (`visible_to`), what it is called (`str`) and where it is read (`get_absolute_url`); `place` is the
way to what has its audience and its community, when it has none itself. `widest` is the widest audience a conversation about it
may have, whatever its own. `has_session`: its queryset says who is let in to what stays among those who took part
(`within_session`). A thing whose `names_people` is false is not talked about here: it would say who was there (S3).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class TalkedAbout:
    model: str
    name: str  # message id, translated where it is shown
    place: str = ""
    widest: str = "network"
    has_session: bool = False


TALKED_ABOUT: dict[str, TalkedAbout] = {
    "session": TalkedAbout("meetings.Meeting", _("a session"), has_session=True),
    "document": TalkedAbout("documents.Document", _("a document")),
    "block": TalkedAbout("documents.Block", _("a passage of a document"), place="document", widest="community"),
    "proposal": TalkedAbout("decisions.Proposal", _("a proposal")),
    "decision": TalkedAbout("decisions.Decision", _("a decision")),
}
