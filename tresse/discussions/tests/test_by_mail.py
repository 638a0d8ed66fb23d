"""Speaking by mail: the same rules, the same acts, and nothing told to whom it does not exist for."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import EVERYBODY, Cast
from tresse.confidence.models import Audience
from tresse.core.by_mail import Letter, LetterFile, NothingThere
from tresse.discussions.by_mail import received_new, received_reply
from tresse.discussions.models import Message, Thread
from tresse.discussions.tests import factories
from tresse.meetings.models import Attendance
from tresse.meetings.tests import factories as sessions


def letter(text: str = "Chez nous, oui.", subject: str = "Re: Payer ?", **more) -> Letter:
    return Letter(subject=subject, text=text, message_id="<un@example.net>", **more)


def outcome(cast: Cast, receive, thing_id: int, who: str) -> str:
    try:
        receive(thing_id, cast.person(who), letter())
    except NothingThere:
        return "nothing there"
    except PermissionDenied:
        return "refused"
    return "said"


INSIDE = dict.fromkeys(("awa", "claire", "member", "newcomer", "former"), "said") | {"late": "refused"}
OUTSIDE = dict.fromkeys(("unsigned", "neighbour", "outsider", "steward"), "nothing there")


@pytest.mark.parametrize(("who", "expected"), [*INSIDE.items(), *OUTSIDE.items()])
def test_who_answers_and_begins_by_mail(cast: Cast, who: str, expected: str) -> None:
    thread = factories.thread(cast)
    assert outcome(cast, received_reply, thread.pk, who) == expected
    assert outcome(cast, received_new, cast.community.pk, who) == expected


def test_the_tables_name_the_whole_cast() -> None:
    assert set(INSIDE) | set(OUTSIDE) | {"visitor"} == set(EVERYBODY)


def test_what_does_not_exist_for_one_is_as_what_never_was(cast: Cast) -> None:
    meeting = sessions.session(cast, audience=Audience.SESSION)
    Attendance.objects.filter(meeting=meeting).exclude(person=cast.member).delete()
    thread = factories.thread(cast, thing=meeting)
    assert outcome(cast, received_reply, thread.pk, "awa") == "nothing there"
    assert outcome(cast, received_reply, 99_999, "awa") == "nothing there"


def test_one_who_reads_from_the_network_is_refused_with_a_sentence(cast: Cast) -> None:
    assert outcome(cast, received_reply, factories.thread(cast, audience="network").pk, "steward") == "refused"


def test_the_same_mail_received_twice_says_one_thing(cast: Cast) -> None:
    thread = factories.thread(cast)
    for _twice in range(2):
        received_reply(thread.pk, cast.awa, letter())
        received_new(cast.community.pk, cast.claire, letter())
    assert [m.text for m in thread.messages.all()][1:] == ["Chez nous, oui."]
    assert Thread.objects.count() == 2
    assert set(Message.objects.exclude(came_as="").values_list("came_as", flat=True)) == {"<un@example.net>"}


@pytest.mark.parametrize("name", ["", "pas une adresse", "<deux mots@x>", "<x>\r\nBcc: y", "<" + "x" * 300 + ">"])
def test_a_name_that_is_none_is_left_out(cast: Cast, name: str) -> None:
    thread = factories.thread(cast)
    received_reply(thread.pk, cast.awa, Letter("Re:", "Oui.", message_id=name))
    assert (thread.messages.last().came_as, thread.messages.last().once) == ("", None)


@pytest.mark.parametrize(
    ("subject", "kind", "title"),
    [
        ("Comment payer ?", "question", "Comment payer ?"),
        ("Récit : le jour où tout a changé", "account", "le jour où tout a changé"),
        ("RE: [CP Genre] Essai erreur: notre grille", "trial_error", "notre grille"),
        ("Resource: a radio series", "resource", "a radio series"),
        ("Urgent : venez", "question", "Urgent : venez"),
        ("Tr: Re : Ré: Suite", "question", "Suite"),
        ("", "question", "Nous hésitons encore."),
        ("Account:", "account", "Nous hésitons encore."),
        ("x" * 400, "question", "x" * 160),
    ],
)
def test_the_subject_says_the_kind_and_the_title(cast: Cast, subject: str, kind: str, title: str) -> None:
    received_new(cast.community.pk, cast.awa, letter("Nous hésitons encore.\nEt vous ?", subject))
    thread = Thread.objects.get()
    assert (thread.kind_key, thread.title, thread.audience) == (kind, title, "community")


def test_files_go_through_the_same_looks(cast: Cast) -> None:
    thread = factories.thread(cast)
    picture = LetterFile("photo.jpg", "application/x-anything", factories.picture((40, 20)))
    received_reply(thread.pk, cast.awa, letter("", files=(picture,)))
    assert thread.messages.last().files.get().type == "image/jpeg"
    with pytest.raises(ValidationError) as refused:
        received_reply(thread.pk, cast.awa, letter(files=(LetterFile("a.pdf", "application/pdf", b"MZ\x90"),)))
    assert "program" in refused.value.messages[0]
    with pytest.raises(ValidationError):
        received_reply(thread.pk, cast.claire, Letter("Re:", "  "))
    assert thread.messages.count() == 2
