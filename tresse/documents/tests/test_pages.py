"""Writing over HTTP: what one sees, what comes back, what does not exist."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tresse.confidence.actions import answer_authorisation
from tresse.confidence.models import Authorisation
from tresse.documents import actions
from tresse.documents.kinds import KINDS
from tresse.documents.models import LONGEST_BODY, Block, BlockDraft, Document
from tresse.documents.tests import factories
from tresse.memberships import acts
from tresse.memberships.models import ActByTwo


@pytest.fixture
def document(cast):
    return factories.document(cast)


def address(document, name="document", *more):
    return reverse(f"documents:{name}", args=[document.community.slug, document.pk, *more])


def as_sent(document, who, cast, **changes):
    """What the form of a block sends."""
    sent = {"body": "Ce que nous avons compris.", "brought_by": cast.place(who).pk, "once": "form-1"}
    return sent | changes


# --- adding


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_by_a_plain_form(cast, as_, document, kind):
    meeting = factories.held_meeting(cast.community)
    sent = as_sent(document, "awa", cast, source=meeting.as_source().key, title="Un titre")
    if KINDS[kind].quotes:
        sent |= {
            "quoted_name": "Fatou Sarr",
            "quoted_email": "fatou@example.org",
            "quoted_organisation": cast.south.pk,
        }
    if KINDS[kind].borrows:
        sent |= {
            "borrowed_from": "Un guide, 2019",
            "borrowed_licence": "CC BY 4.0",
            "link": "https://example.org/g",
        }
    browser = as_("awa")
    assert browser.get(address(document, "new_block", kind)).status_code == 200
    answer = browser.post(address(document, "new_block", kind), sent)
    block = Block.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{address(document)}#b{block.pk}")
    assert (block.kind_key, block.body, block.source) == (kind, "Ce que nous avons compris.", meeting)
    assert block.quoted_name == ("Fatou Sarr" if KINDS[kind].quotes else "")
    assert browser.get(address(document)).content.decode().count("Un titre") >= 1


def test_the_same_form_sent_twice_adds_one_block(cast, as_, document):
    browser, sent = as_("awa"), as_sent(document, "awa", cast)
    answers = [browser.post(address(document, "new_block", "text"), sent).url for _ in range(2)]
    assert answers[0] == answers[1]
    assert Block.objects.count() == 1


def test_a_block_can_be_added_at_a_place(cast, as_, document):
    for body in ("un", "trois"):
        factories.text(document, cast.awa, body=body)
    as_("awa").post(address(document, "new_block", "text") + "?at=2", as_sent(document, "awa", cast, body="deux"))
    assert [block.body for block in document.blocks.kept()] == ["un", "deux", "trois"]


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    [
        ("text", {"body": ""}, "This field is required."),
        ("text", {"body": "é" * (LONGEST_BODY + 1)}, "This text is too long by 1 character."),
        ("text", {"body": "a" * 2_000_000}, "This text is too long by 1960000 characters."),
        ("voice", {}, "Say who speaks"),
        ("tool", {"borrowed_from": "Un guide"}, "Say under what licence it is"),
        ("text", {"link": "javascript:alert(1)"}, "Enter a valid URL."),
        ("text", {"source": "meetings.Meeting:999"}, "Select a valid choice."),
        ("text", {"source": "accounts.Person:1"}, "Select a valid choice."),
        ("text", {"brought_by": "999"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_taken_comes_back_with_a_sentence_and_everything_typed(
    cast, as_, document, kind, changes, sentence
):
    sent = as_sent(document, "awa", cast, **{"title": "Mon titre", **changes})
    answer = as_("awa").post(address(document, "new_block", kind), sent)
    page = answer.content.decode()
    assert (answer.status_code, Block.objects.count()) == (422, 0)
    assert sentence in page
    assert "Mon titre" in page
    assert sent["body"] in page


def test_more_than_a_form_may_carry_gets_a_sentence_too(cast, as_, document):
    browser = as_("awa")
    browser.raise_request_exception = False
    answer = browser.post(
        address(document, "new_block", "text"), as_sent(document, "awa", cast, body="a" * 3_000_000)
    )
    assert answer.status_code == 413
    assert "your browser still has what you typed" in answer.content.decode()


def test_the_longest_text_is_counted_as_one_reads_it(cast, as_, document):
    """A browser sends two characters for the end of a line."""
    body = "\r\n".join(["a" * 99] * (LONGEST_BODY // 100)) + "a"
    answer = as_("awa").post(address(document, "new_block", "text"), as_sent(document, "awa", cast, body=body))
    assert answer.status_code == 302
    assert len(Block.objects.get().body) == LONGEST_BODY


def test_the_browser_never_cuts_what_is_too_long(cast, as_, document):
    page = as_("awa").get(address(document, "new_block", "text")).content.decode()
    textarea = re.search(r"<textarea[^>]*name=\"body\"[^>]*>", page)
    assert textarea
    assert "maxlength" not in textarea[0]


HOSTILE = "<script>alert(1)</script> <svg onload=alert(1)> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"


def test_hostile_text_is_shown_as_text(cast, as_, document):
    actions.add_block(document, "tool", body=HOSTILE, title=HOSTILE[:100], by=cast.awa,
                      borrowed_from=HOSTILE, borrowed_licence=HOSTILE[:60])  # fmt: skip
    quotation = factories.quotation(document, cast.awa, body=HOSTILE, quoted_name=HOSTILE[:60])
    actions.open_rereading(document, by=cast.awa)
    actions.add_remark(quotation, text=HOSTILE, by=cast.member)
    for name in ("document", "rereading", "audience"):
        page = as_("member").get(address(document, name)).content.decode()
        assert not re.search(r"<script>|<svg onload|<img src=x|href=\"javascript:", page), name


def test_a_kind_nobody_declared_does_not_exist(as_, document):
    assert as_("awa").get(address(document, "new_block", "poem")).status_code == 404


# --- which block


def test_a_block_is_reached_through_its_own_document_only(cast, as_, document):
    another = factories.document(cast, title="Un autre")
    block = factories.text(another, cast.awa)
    browser = as_("awa")
    for name in ("block", "history"):
        assert browser.get(address(document, name, block.pk)).status_code == 404
    for name in ("position", "removal", "removal_undo", "authorisation", "remarks"):
        assert browser.post(address(document, name, block.pk), {"to": "up"}).status_code == 404
    assert browser.post(address(document, "draft") + f"?block={block.pk}", {"body": "x"}).status_code == 404
    assert browser.post(address(document, "draft") + "?block=-1", {"body": "x"}).status_code == 404


def test_a_document_is_reached_through_its_own_community_only(cast, as_, document):
    wrong = reverse("documents:document", args=[cast.next_door.slug, document.pk])
    assert as_("awa").get(wrong).status_code == 404


@pytest.mark.parametrize("to", ["", "sideways", "1.5", "-1"])
def test_a_place_that_is_none_does_not_exist(cast, as_, document, to):
    block = factories.text(document, cast.awa)
    assert as_("awa").post(address(document, "position", block.pk), {"to": to}).status_code == 404


def test_a_gesture_gives_htmx_the_blocks_and_a_browser_the_page(cast, as_, document):
    blocks = [factories.text(document, cast.awa, body=body) for body in ("premier", "second")]
    browser, url = as_("awa"), address(document, "position", blocks[1].pk)
    fragment = browser.post(url, {"to": "up"}, headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip().startswith('<div id="blocks"')
    assert fragment.index("second") < fragment.index("premier")
    assert browser.post(url, {"to": "down"}).url == f"{address(document)}#b{blocks[1].pk}"


# --- conflicts and drafts


@pytest.fixture
def overtaken(cast, as_, document):
    """Awa was writing in a block; Claire saved it first."""
    block = factories.text(document, cast.awa, body="Nous avions dit bleu.")
    sent = as_sent(document, "awa", cast, body="Nous avions dit rouge.", expected_revision=1)
    actions.save_block(block, expected_revision=1, body="Nous avions dit vert.", by=cast.claire)
    answer = as_("awa").post(address(document, "block", block.pk), sent)
    return block, sent, answer


def form_of(page, button):
    """What the form with this button would send."""
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if button in form)
    return {
        name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    }


def test_the_second_to_save_is_shown_both_texts(overtaken):
    _block, _sent, answer = overtaken
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Claire Roux saved this block" in page
    assert "Nous avions dit <mark>vert.</mark>" in page.replace("</mark><mark>", "")
    assert "Nous avions dit <mark>rouge.</mark>" in page.replace("</mark><mark>", "")
    assert Block.objects.get().body == "Nous avions dit vert."


def test_the_second_to_save_may_keep_theirs_mine_or_a_merge(cast, as_, document, overtaken):
    block, _sent, answer = overtaken
    page, browser, url = answer.content.decode(), as_("awa"), address(document, "block", block.pk)
    browser.post(address(document, "draft_removal") + f"?block={block.pk}")
    assert Block.objects.get().body == "Nous avions dit vert."
    mine = form_of(page, "Keep mine")
    assert (mine["body"], mine["expected_revision"]) == ("Nous avions dit rouge.", "2")
    assert browser.post(url, mine).status_code == 302
    assert Block.objects.get().body == "Nous avions dit rouge."
    merge = form_of(page, "Save this text") | {"body": "Vert, puis rouge.", "expected_revision": "3"}
    assert browser.post(url, merge).status_code == 302
    assert Block.objects.get().body == "Vert, puis rouge."
    assert block.revisions.count() == 4  # nothing anybody wrote is gone


def test_a_third_who_saves_meanwhile_is_a_conflict_again(cast, as_, document, overtaken):
    block, _sent, answer = overtaken
    actions.save_block(block, expected_revision=2, body="Nous avions dit jaune.", by=cast.member)
    mine = form_of(answer.content.decode(), "Keep mine")
    assert as_("awa").post(address(document, "block", block.pk), mine).status_code == 409


def test_what_was_taken_out_meanwhile_can_be_put_back_with_ones_text(cast, as_, document):
    block = factories.text(document, cast.awa)
    actions.remove_block(block, by=cast.claire)
    url = address(document, "block", block.pk)
    sent = as_sent(document, "awa", cast, body="J'y tiens.", expected_revision=1)
    answer = as_("awa").post(url, sent)
    assert (answer.status_code, "Put it back with my text" in answer.content.decode()) == (409, True)
    as_("awa").post(url, form_of(answer.content.decode(), "Put it back with my text"))
    assert [block.body for block in document.blocks.kept()] == ["J'y tiens."]


def test_what_is_typed_is_kept_and_offered_again_to_whoever_typed_it(cast, as_, document):
    block = factories.text(document, cast.awa)
    url = address(document, "block", block.pk)
    kept = as_("awa").post(address(document, "draft") + f"?block={block.pk}", {"body": "pas fini", "evil": "x"})
    assert kept.status_code == 200
    assert BlockDraft.objects.get().fields == {"body": "pas fini"}
    assert "is kept, and not saved" in as_("awa").get(url).content.decode()
    assert "pas fini" in as_("awa").get(url + "?from=draft").content.decode()
    for nobody_else in (as_("member").get(url), as_("member").get(url + "?from=draft")):
        assert "pas fini" not in nobody_else.content.decode()
    as_("awa").post(address(document, "draft_removal") + f"?block={block.pk}")
    assert BlockDraft.objects.count() == 0


def test_a_draft_much_too_long_says_so(as_, document):
    answer = as_("awa").post(address(document, "draft"), {"body": "a" * 300_000})
    assert (answer.status_code, "too long" in answer.json()["sentence"]) == (422, True)
    assert BlockDraft.objects.count() == 0


def test_an_earlier_text_can_be_taken_up_again(cast, as_, document):
    block = factories.text(document, cast.awa, body="avant")
    actions.save_block(block, expected_revision=1, body="après", by=cast.awa)
    assert "avant" in as_("awa").get(address(document, "history", block.pk)).content.decode()
    form = as_("awa").get(address(document, "block", block.pk) + "?from=1").content.decode()
    assert re.search(r"<textarea[^>]*name=\"body\"[^>]*>\s*avant</textarea>", form)
    assert as_("awa").get(address(document, "block", block.pk) + "?from=7").status_code == 404


# --- words and who sees them


def test_words_changed_after_they_were_asked_about_are_asked_about_again(cast, as_, document):
    block = factories.quotation(document, cast.awa)
    browser, url = as_("awa"), address(document, "block", block.pk)
    browser.post(address(document, "authorisation", block.pk))
    first = Authorisation.objects.get()
    answer_authorisation(first, granted=True, attribution="named", token=first.token)
    sent = as_sent(document, "awa", cast, quoted_name="Fatou Sarr", quoted_email="fatou@example.org")
    browser.post(url, sent | {"body": factories.WORDS, "title": "Un thé", "expected_revision": 1})
    assert Authorisation.objects.current().get() == first  # the words are the same
    browser.post(url, sent | {"body": factories.WORDS + " Enfin.", "title": "Un thé", "expected_revision": 2})
    again = Authorisation.objects.current().get()
    assert (again.text, again.state) == (factories.WORDS + " Enfin.", "waiting")


def test_the_words_of_another_person_are_asked_of_that_person(cast, document):
    block = factories.quotation(document, cast.awa)
    actions.ask_for_words(block, by=cast.awa)
    actions.save_block(block, expected_revision=1, body=block.body, by=cast.awa, quoted_person=cast.member,
                       quoted_name="", quoted_email="")  # fmt: skip
    assert [(a.name, a.state) for a in Authorisation.objects.order_by("pk")] == [
        ("Fatou Sarr", "replaced"),
        ("Mina Membre", "waiting"),
    ]


def test_words_taken_out_are_asked_about_no_longer(cast, document):
    block = factories.quotation(document, cast.awa)
    actions.ask_for_words(block, by=cast.awa)
    actions.remove_block(block, by=cast.awa)
    assert Authorisation.objects.get().state == "replaced"


def test_whoever_chose_not_to_be_named_is_named_nowhere_on_the_pages(cast, as_, document):
    block = factories.quotation(document, cast.awa)
    asked = actions.ask_for_words(block, by=cast.awa)
    assert "Fatou" in as_("member").get(address(document)).content.decode()
    answer_authorisation(asked, granted=True, attribution="unsigned", token=asked.token)
    browser = as_("member")
    for url in (address(document), address(document, "rereading"), address(document, "block", block.pk)):
        assert "atou" not in browser.get(url).content.decode()
    sent = as_sent(document, "member", cast, body=block.body, title="Un thé", expected_revision=1)
    assert browser.post(address(document, "block", block.pk), sent).status_code == 302
    assert Block.objects.get().quoted_name == "Fatou Sarr"  # an empty field keeps who speaks


@pytest.mark.parametrize(("who", "held_back"), [("member", False), ("neighbour", True), ("steward", True)])
def test_beyond_the_community_words_nobody_authorised_are_held_back(cast, as_, document, who, held_back):
    Document.objects.update(audience="network")
    block = factories.quotation(document, cast.awa, title="Un thé")
    page = as_(who).get(address(document)).content.decode()
    assert ("Nous avons commencé" not in page, "Un thé" not in page) == (held_back, held_back)
    asked = actions.ask_for_words(block, by=cast.awa)
    answer_authorisation(asked, granted=True, attribution="role", role="animatrice", token=asked.token)
    page = as_(who).get(address(document)).content.decode()
    assert ("Nous avons commencé" in page, "animatrice" in page) == (True, True)


def test_beyond_the_community_the_margin_does_not_exist(cast, as_, document):
    Document.objects.update(audience="network")
    hidden = factories.held_meeting(cast.community, title="Rencontre cachée")
    block = factories.text(document, cast.awa, source=hidden.as_source())
    actions.open_rereading(document, by=cast.awa)
    actions.add_remark(block, text="Remarque entre nous", by=cast.member)
    inside, outside = (as_(who).get(address(document)).content.decode() for who in ("member", "neighbour"))
    for said in ("Session 1", "Brought by Awa Diop", "1 remark", "Edit"):
        assert (said in inside, said in outside) == (True, False), said


def test_beside_a_session_under_the_chatham_house_rule_nobody_is_named(cast, as_, document):
    open_one = factories.held_meeting(cast.community, number=1)
    discreet = factories.held_meeting(cast.community, number=2, chatham_house=True)
    block = factories.quotation(document, cast.claire, source=open_one.as_source())
    actions.open_rereading(document, by=cast.awa)

    def names():
        pages = "".join(
            as_("member").get(address(document, name)).content.decode() for name in ("document", "rereading")
        )
        return {name for name in ("Claire Roux", "Fatou Sarr") if name in pages}

    assert names() == {"Claire Roux", "Fatou Sarr"}
    block.source = discreet
    block.save()
    assert names() == set()


def test_showing_to_fewer_is_free_and_to_more_takes_every_yes(cast, as_, document):
    block = factories.quotation(document, cast.awa, quoted_name="", quoted_email="", quoted_person=cast.awa)
    browser, url = as_("awa"), address(document, "audience")
    refused = browser.post(url, {"audience": "network"})
    assert (refused.status_code, "has not authorised this yet" in refused.content.decode()) == (403, True)
    asked = actions.ask_for_words(block, by=cast.awa)
    answer_authorisation(asked, granted=True, attribution="named", by=cast.awa)
    browser.post(url, {"audience": "network"})  # all its words are Awa's
    assert Document.objects.get().audience == "network"
    browser.post(url, {"audience": "community"})
    assert Document.objects.get().audience == "community"


def test_showing_the_words_of_somebody_else_to_more_takes_two_people(cast, as_, document):
    factories.text(document, cast.awa)
    assert as_("claire").post(address(document, "audience"), {"audience": "public"}).status_code == 302
    assert Document.objects.get().audience == "community"
    assert ActByTwo.objects.get().asked_by.person == cast.claire


def test_showing_the_words_of_several_to_more_takes_two_people(cast, as_, document):
    factories.text(document, cast.awa)
    factories.text(document, cast.claire)
    as_("awa").post(address(document, "audience"), {"audience": "public"})
    assert Document.objects.get().audience == "community"
    acts.confirm(ActByTwo.objects.get(), by=cast.claire)
    assert Document.objects.get().audience == "public"
    assert as_("visitor").get(address(document)).status_code == 200


def test_an_audience_nobody_declared_is_refused(as_, document):
    assert as_("awa").post(address(document, "audience"), {"audience": "session"}).status_code == 422


# --- rereading


def test_a_remark_and_its_answer_are_read_beside_the_block(cast, as_, document):
    block = factories.text(document, cast.awa)
    as_("awa").post(address(document, "opening"))
    as_("member").post(address(document, "remarks", block.pk), {f"b{block.pk}-text": "Où cela ?"})
    remark = block.remarks.get()
    as_("awa").post(address(document, "remark_answer", remark.pk), {f"r{remark.pk}-answer": "À Lille."})
    as_("member").post(address(document, "declaration"), {"word": "Clair."})
    as_("member").post(address(document, "originality"))
    page = as_("newcomer").get(address(document, "rereading")).content.decode()
    for said in ("Où cela ?", "À Lille.", "Reread whole by Mina Membre", "Clair.", "Declared original by Mina"):
        assert said in page, said


@pytest.mark.parametrize(
    ("typed", "sentence"), [("", "This field is required."), ("a" * 4001, "too long by 1 char")]
)
def test_a_remark_that_cannot_be_taken_comes_back_with_what_was_typed(cast, as_, document, typed, sentence):
    block = factories.text(document, cast.awa)
    actions.open_rereading(document, by=cast.awa)
    answer = as_("member").post(address(document, "remarks", block.pk), {f"b{block.pk}-text": typed})
    assert (answer.status_code, block.remarks.count()) == (422, 0)
    assert sentence in answer.content.decode()
    assert typed in answer.content.decode()


# --- lists and costs


def test_the_list_shows_what_exists_for_who_reads(cast, as_):
    for title, audience in (("Entre nous", "community"), ("Au réseau", "network"), ("À tout le monde", "public")):
        factories.document(cast, title=title, audience=audience)
    seen = {
        who: {
            title
            for title in ("Entre nous", "Au réseau", "À tout le monde")
            if title in _production(cast, as_, who)
        }
        for who in ("visitor", "outsider", "unsigned", "neighbour", "steward", "member")
    }
    some = {"À tout le monde"}
    assert seen == {
        "visitor": some,
        "outsider": some,
        "unsigned": some,
        "neighbour": some | {"Au réseau"},
        "steward": some | {"Au réseau"},
        "member": some | {"Au réseau", "Entre nous"},
    }


def test_a_community_that_wrote_nothing_says_what_to_do_next(cast, as_):
    assert "Begin a document" in _production(cast, as_, "member")
    assert "Then you find it in the library" in _production(cast, as_, "visitor")


@pytest.mark.parametrize(("name", "most"), [("document", 11), ("rereading", 12), ("production", 10)])
def test_a_page_costs_the_same_with_one_and_with_three(
    cast, as_, document, name, most, django_assert_max_num_queries
):
    browser = as_("member")
    url = (
        reverse("documents:production", args=[cast.community.slug])
        if name == "production"
        else address(document, name)
    )
    costs = []
    for number in (1, 2, 3):
        _fill(cast, document, number)
        with django_assert_max_num_queries(most) as asked:
            assert browser.get(url).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1] == costs[2]


def _fill(cast, document, number):
    meeting = factories.held_meeting(cast.community, number=number)
    block = factories.quotation(document, cast.awa, source=meeting.as_source(), quoted_organisation=cast.south)
    factories.text(document, cast.claire, source=meeting.as_source())
    actions.remove_block(factories.text(document, cast.newcomer), by=cast.awa)
    if number == 1:
        actions.open_rereading(document, by=cast.awa)
        actions.declare_reread(document, by=cast.former, word="Clair.")
        actions.declare_original(document, by=cast.former)
    remark = actions.add_remark(block, text=f"Remarque {number}", by=cast.former)
    actions.answer_remark(remark, answer="Oui", by=cast.awa)
    factories.document(cast, title=f"Un autre {number}")


def _production(cast, as_, who):
    return as_(who).get(reverse("documents:production", args=[cast.community.slug])).content.decode()


@pytest.mark.parametrize("name", ["declaration", "remarks", "remark_answer"])
def test_an_empty_form_sent_from_outside_brings_back_no_remark(cast, as_, document, name):
    block = factories.text(document, cast.awa)
    actions.open_rereading(document, by=cast.awa)
    remark = actions.add_remark(block, text="Trop tôt pour le dire.", by=cast.member)
    Document.objects.filter(pk=document.pk).update(audience="public")
    more = {"remarks": [block.pk], "remark_answer": [remark.pk]}.get(name, [])
    answer = as_("outsider").post(address(document, name, *more), {"word": "x" * 2001})
    assert answer.status_code == 404
    assert "Trop tôt" not in answer.content.decode()


def test_a_draft_keeps_no_character_nobody_can_mean(cast, as_, document):
    assert as_("awa").post(address(document, "draft"), {"body": "un\x00 mot"}).status_code < 300
    assert BlockDraft.objects.get().fields == {"body": "un mot"}
