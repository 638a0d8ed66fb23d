from tests.access import check_access, late_as
from tresse.communities.models import Community
from tresse.core import clock
from tresse.documents import actions
from tresse.documents.tests import factories
from tresse.memberships.models import Membership

INSIDE = ("awa", "claire", "member", "newcomer", "former")


def row(inside: int, others: int = 404, **but: int) -> dict[str, int]:
    others_names = ("visitor", "unsigned", "neighbour", "outsider", "steward")
    everybody = dict.fromkeys(INSIDE, inside) | dict.fromkeys(others_names, others)
    return everybody | {"late": late_as(inside)} | but


SIGN_IN = {"visitor": 302}

ACCESS = {
    "documents:production": row(200, 200),
    "documents:begin": row(200, **SIGN_IN, late=403),
    "documents:document": row(200),
    "documents:cover": row(200, **SIGN_IN, late=403),
    "documents:audience": row(200, **SIGN_IN, late=403),
    "documents:new_block": row(200, **SIGN_IN, late=403),
    "documents:block": row(200, **SIGN_IN, late=403),
    "documents:history": row(200, **SIGN_IN),
    "documents:rereading": row(200, **SIGN_IN),
    "POST documents:position": row(302, **SIGN_IN),
    "POST documents:removal": row(302, **SIGN_IN),
    "POST documents:removal_undo": row(302, **SIGN_IN),
    "POST documents:authorisation": row(302, **SIGN_IN),
    "POST documents:remarks": row(302, **SIGN_IN),
    "POST documents:remark_answer": row(302, **SIGN_IN, member=403),
    "POST documents:draft": row(200, **SIGN_IN, late=403),
    "POST documents:draft_removal": row(302, **SIGN_IN),
    "POST documents:opening": row(403, **SIGN_IN),
    "POST documents:declaration": row(302, **SIGN_IN, awa=403),
    "POST documents:originality": row(302, **SIGN_IN),
}

# The same document, shown to the network: those of other communities read it, and change nothing.
OF_THE_NETWORK = {
    "documents:document": row(200, 404, neighbour=200, steward=200),
    "documents:cover": row(200, 404, **SIGN_IN, late=403, neighbour=403, steward=403),
    "documents:rereading": row(200, **SIGN_IN),
    "documents:block": row(200, 404, **SIGN_IN, late=403, neighbour=403, steward=403),
    "POST documents:removal": row(302, 404, **SIGN_IN, neighbour=403, steward=403),
    "POST documents:originality": row(302, 404, **SIGN_IN, neighbour=403, steward=403),
}


def test_who_gets_in(as_, cast):
    document = factories.document(cast)
    addresses, posting = _addresses(cast, document)
    check_access(as_, ACCESS, addresses, posting=posting)


def test_who_gets_in_when_the_network_sees_it(as_, cast):
    document = factories.document(cast, audience="network")
    addresses, posting = _addresses(cast, document)
    check_access(as_, OF_THE_NETWORK, addresses, posting=posting)


def test_everybody_reads_what_is_shown_to_everybody(as_, cast):
    document = factories.document(cast, audience="public")
    table = {"documents:document": row(200, 200)}
    addresses, posting = _addresses(cast, document)
    check_access(as_, table, addresses, posting=posting)


def _addresses(cast, document):
    block = factories.quotation(document, cast.awa)
    actions.open_rereading(document, by=cast.awa)
    remark = actions.add_remark(block, text="Et les hommes ?", by=cast.member)
    slug, of_document = cast.community.slug, [cast.community.slug, document.pk]
    names = {name.rpartition(" ")[2] for name in ACCESS}
    addresses = dict.fromkeys(names, of_document)
    of_block = ("block", "history", "position", "removal", "removal_undo", "authorisation", "remarks")
    addresses |= {f"documents:{name}": [*of_document, block.pk] for name in of_block}
    addresses |= {
        "documents:production": [slug],
        "documents:begin": [slug],
        "documents:new_block": [*of_document, "voice"],
        "documents:remark_answer": [*of_document, remark.pk],
    }
    posting = {
        "POST documents:position": {"to": "up"},
        "POST documents:remarks": {f"b{block.pk}-text": "Clair"},
        "POST documents:remark_answer": {f"r{remark.pk}-answer": "Ajouté"},
        "POST documents:draft": {"body": "je tape"},
    }
    return addresses, posting


def test_an_idea_written_down_makes_nobody_one_of_the_network(as_, cast):
    idea = Community.objects.create(name="Une idée", slug="une-idee", purpose="…", practice="…")
    Membership.objects.create(community=idea, person=cast.outsider, signed_at=clock.now())
    document = factories.document(cast, audience="network")
    assert as_("outsider").get(document.get_absolute_url()).status_code == 404
