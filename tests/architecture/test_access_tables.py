"""The tool every access table is tried with can fail."""

import pytest

from tests.access import check_access, method_and_name
from tests.cast import EVERYBODY

NOWHERE = {"nowhere": "/no-such-address/"}


def test_a_true_table_passes(as_):
    check_access(as_, {"nowhere": dict.fromkeys(EVERYBODY, 404)}, NOWHERE)


def test_a_table_that_forgets_somebody_fails(as_):
    with pytest.raises(AssertionError, match="whole cast"):
        check_access(as_, {"nowhere": dict.fromkeys(EVERYBODY[1:], 404)}, NOWHERE)


def test_a_table_that_is_wrong_about_one_person_fails(as_):
    with pytest.raises(AssertionError):
        check_access(as_, {"nowhere": dict.fromkeys(EVERYBODY, 404) | {"member": 200}}, NOWHERE)


def test_a_key_may_begin_with_a_method():
    assert method_and_name("meetings:meeting") == ("GET", "meetings:meeting")
    assert method_and_name("POST meetings:meeting") == ("POST", "meetings:meeting")
