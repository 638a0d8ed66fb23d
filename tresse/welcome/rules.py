"""Who may ask to come in, who answers, and who says a word at the end of a trial."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.core.rulings import Ruling
from tresse.memberships.models import WelcomePair
from tresse.memberships.rules import taking_part
from tresse.welcome.trials import WORD_DAYS, second_session_at, word_of


def saying_word(person: Any, pair: WelcomePair) -> Ruling:
    """After two sessions the newcomer and each of those who welcome them say a word, within fourteen days (O4)."""
    name = word_of(person, pair)
    if name is None:
        return Ruling(_("This word is for the newcomer and those who welcome them."))
    if name == "newcomers_word" and pair.ended_at:
        return Ruling(_("Your trial is over: you are a full member."))
    second = second_session_at(pair.newcomer)
    if second is None:
        return Ruling(_("This comes after two sessions."))
    if second + WORD_DAYS < clock.now():
        return Ruling(_("The fourteen days to say it are over."))
    return taking_part(person, pair.newcomer.community)
