"""The charter a community starts from: the four principles of the founding text, in plain words.

It is copied, in the language of the community, when the community is founded. The founders change it as they
like until the first of them signs.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tresse.charters.models import Principle


@dataclass(frozen=True)
class ModelArticle:
    principle: Principle
    title: str | Promise
    text: str | Promise


MODEL_CHARTER = (
    ModelArticle(
        Principle.ENGAGEMENT,
        _("We share the responsibilities"),
        _(
            "Nobody owns this community and nobody commands it. Facilitating, steering, welcoming, keeping the memory are"
            " mandates: they have a beginning and an end, at least two people of two organisations hold them together,"
            " and everyone may take one in turn."
        ),
    ),
    ModelArticle(
        Principle.ENGAGEMENT,
        _("We commit ourselves, each as we can"),
        _(
            "At the start of each cycle, each of us says what we bring, what we look for and the time we can give."
            " It can change, without having to justify it."
        ),
    ),
    ModelArticle(
        Principle.ENGAGEMENT,
        _("What weighs on everyone takes two people"),
        _(
            "Publishing, closing a cycle, changing the rules of entry or setting somebody aside is asked for by one person"
            " and confirmed by another, of another organisation. The journal tells it, and all of us read the journal."
        ),
    ),
    ModelArticle(
        Principle.OPENNESS,
        _("We are not a group of experts"),
        _(
            "New practices and experiences are welcome. Coming in takes a situation one meets and the wish to share it,"
            " never a level, a title or a CV. Members of the network and others have the same rights here."
        ),
    ),
    ModelArticle(
        Principle.OPENNESS,
        _("We keep a steady group"),
        _(
            "Creating, producing and moving forward ask for people who know each other. Each cycle says when its door is"
            " open and when it closes; whoever comes in is welcomed and told where we are."
        ),
    ),
    ModelArticle(
        Principle.SAFETY,
        _("What is said here stays here"),
        _(
            "What one of us says or writes exists for the community, unless we decide otherwise together. Before anybody's"
            " words go further, that person is asked, on the exact words, and chooses how to be named or not."
        ),
    ),
    ModelArticle(
        Principle.SAFETY,
        _("We have the right to get it wrong"),
        _(
            "Telling what failed is worth as much as telling what worked. We listen to the end, we ask before advising,"
            " and nobody is judged on what they dared to show."
        ),
    ),
    ModelArticle(
        Principle.SAFETY,
        _("We take care of one another"),
        _(
            "Listening and kindness come first. Whoever does not feel well in the group says so to the person of their"
            " choice, may step back at any time, and may leave with what is theirs."
        ),
    ),
    ModelArticle(
        Principle.PRODUCTION,
        _("We make something together"),
        _(
            "Each cycle names, when it opens, the document it will make: an original document, born of a real exchange of"
            " practices. If it does not come to that, we say why, and that is worth reading too."
        ),
    ),
    ModelArticle(
        Principle.PRODUCTION,
        _("Everyone's part shows"),
        _(
            "Every piece of what we publish says where it comes from. Writing, testifying, testing, hosting, facilitating"
            " and rereading are all credited, unless one prefers not to be named."
        ),
    ),
)
