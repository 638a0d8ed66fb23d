"""While a past is lived again, no mail is written."""

import pytest

from tresse.core import outbox
from tresse.core.models import OutgoingMail


def test_no_mail_is_written_while_nothing_leaves(db: None) -> None:
    with outbox.nothing_leaves():
        assert outbox.is_shut()
        assert outbox.post("never/composed", to="a@example.org", language="fr", cause="1", context={}) is None
    assert not outbox.is_shut()
    assert not OutgoingMail.objects.exists()


def test_the_outbox_opens_again_after_an_error(db: None) -> None:
    with pytest.raises(ZeroDivisionError), outbox.nothing_leaves():
        raise ZeroDivisionError
    assert not outbox.is_shut()
