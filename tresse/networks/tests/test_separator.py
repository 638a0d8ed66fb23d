"""What people wrote is shown with the separator of the network, and kept as it was typed."""

import pytest

from tests.cast import Cast
from tresse.networks.models import Network


@pytest.mark.parametrize(("separator", "shown"), [("-", "chacun-e"), ("·", "chacun·e"), ("", "chacun ?")])
def test_the_question_of_a_cycle_is_written_as_the_network_writes(client, cast: Cast, separator, shown) -> None:
    Network.objects.update(separator=separator)
    page = client.get("/c/cp-genre/", headers={"accept-language": "fr"}).text.replace("\u202f", " ")
    cast.cycle.refresh_from_db()
    assert (shown in page, "chacun-e" in cast.cycle.question) == (True, True)
