"""A conversation around one question, with just enough frame for the quiet ones to be heard."""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

OPEN_EXCHANGE = Method(
    "open_exchange",
    _("open exchange"),
    _("One question, everybody around it, somebody keeps the floor fair."),
    30,
    (2, 40),
    steps=(
        Step(
            _("The question"),
            3,
            _("Here is our question. Is it clear? Who would say it in other words?"),
        ),
        Step(
            _("Each alone"),
            3,
            _("Three minutes to note what comes to you, for yourself."),
        ),
        Step(
            _("Around the question"),
            18,
            _("We speak from what we have lived. Whoever has not spoken yet goes first."),
            questions=(
                _("When did you meet this?"),
                _("Who sees it otherwise?"),
            ),
        ),
        Step(
            _("What we keep"),
            6,
            _("What do we write down of this, and what stays open?"),
        ),
    ),
    roles=(
        _(
            "whoever keeps the floor fair: notes who asks to speak, and offers the word to those who have not had it"
        ),
    ),
    care=_("Whoever has not spoken yet goes first, whatever the order of the hands."),
)
