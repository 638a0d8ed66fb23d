"""Who gets to the watch: tables, tried with the whole cast."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access import check_access, row
from tresse.resources import actions
from tresse.resources.tests.factories import WHOLE, reference

SIGNS_FIRST = {"late": 403}
ACCESS = {
    "resources:watch": row(200, visitor=200),
    "resources:export": row(200, visitor=200),
    "resources:reference": row(404, visitor=404, inside=200),
    "resources:export_one": row(404, visitor=404, inside=200),
    "resources:new": row(404, inside=200) | SIGNS_FIRST,
    "POST resources:new": row(404, inside=302),
    "POST resources:links": row(404, inside=302),
    "resources:links": row(405),
    "resources:upload": row(404, inside=200) | SIGNS_FIRST,
    "POST resources:upload": row(404, inside=422),
    "resources:import": row(404) | {"member": 200},
    "POST resources:import": row(404) | {"member": 302},
    "resources:change": row(404, inside=200) | SIGNS_FIRST,
    "POST resources:change": row(404, inside=302),
    "POST resources:note": row(404, inside=302),
    "POST resources:audience": row(404, inside=302),
    "POST resources:removal": row(404, inside=403) | {"awa": 302, "claire": 302, "member": 302},
}
PUBLIC = {"resources:reference": row(200, visitor=200), "resources:export_one": row(200, visitor=200)}
NETWORK = {name: row(404, visitor=404, inside=200) | {"neighbour": 200, "steward": 200} for name in PUBLIC}
POSTING = {
    "POST resources:new": {"title": "Un guide", "kind": "report"},
    "POST resources:links": {"links": "https://example.org/"},
    "POST resources:change": {"title": "Un guide", "kind": "report"},
    "POST resources:note": {"text": "Oui."},
    "POST resources:audience": {"audience": "public"},
    "POST resources:import": {"chosen": ["0"]},
}


def addresses(one, prepared=None):
    here = [one.community.slug]
    each = {name.split()[-1]: [*here, one.number] for name in ACCESS}
    each |= {f"resources:{name}": here for name in ("watch", "new", "links", "upload")}
    each |= {"resources:export": [*here, "ris"], "resources:export_one": [*here, one.number, "ris"]}
    return each | {"resources:import": [*here, prepared.pk if prepared else 0]}


def test_who_gets_to_the_watch(as_, cast):
    one = reference(cast)
    prepared = actions.prepare_import(cast.community, [WHOLE], by=cast.member)
    check_access(as_, ACCESS, addresses(one, prepared), posting=POSTING)


@pytest.mark.parametrize(("audience", "table"), [("public", PUBLIC), ("network", NETWORK)])
def test_who_gets_to_a_reference_shown_further(as_, cast, audience, table):
    one = actions.show_to(reference(cast), audience=audience, by=cast.member)
    check_access(as_, table, addresses(one))


@pytest.mark.parametrize("who", ["visitor", "outsider", "neighbour", "steward"])
def test_beyond_the_community_the_notes_and_who_brought_it_are_not_told(as_, cast, who):
    one = reference(cast, title="Titre-montré", why="Mot-de-Mina")
    actions.note(one, text="Mot-de-Farid", by=cast.former)
    actions.show_to(one, audience="public", by=cast.member)
    reference(cast, title="Titre-du-dedans")
    browser, watch = as_(who), f"/c/{cast.community.slug}/watch/"
    pages = [
        one.get_absolute_url(),
        watch,
        f"{watch}?by={one.brought_by_id}",
        f"{watch}?q=titre",
        f"{watch}export/bibtex/",
    ]
    for page in [*pages, f"{watch}export/csl/", f"{watch}export/ris/", f"{one.get_absolute_url()}export/csl/"]:
        text = browser.get(page).text
        assert "Titre-montré" in text
        for inside in ("Mot-de", "Mina", "Farid", "Titre-du-dedans"):
            assert inside not in text


def test_those_inside_read_them(as_, cast):
    one = reference(cast, title="Titre", why="Mot-de-Mina")
    assert "Mot-de-Mina" in as_("former").get(one.get_absolute_url()).text
    assert "Mot-de-Mina" in as_("former").get(f"/c/{cast.community.slug}/watch/").text


def test_the_watch_of_an_idea_does_not_exist_outside(as_, cast):
    actions.show_to(reference(cast), audience="public", by=cast.member)
    cast.community.stage = "idea"
    cast.community.save()
    for page in ("", "1/", "export/ris/"):
        assert as_("visitor").get(f"/c/{cast.community.slug}/watch/{page}").status_code == 404


def test_a_file_is_brought_by_a_plain_form(as_, cast):
    browser, upload = as_("member"), f"/c/{cast.community.slug}/watch/import/"
    sent = SimpleUploadedFile("zotero.bib", b"@book{a, title={Un}}\n@book{b, title={Deux}}")
    page = browser.post(upload, {"file": sent}, follow=True)
    assert "2 references the community does not have yet." in page.text
    done = browser.post(page.request["PATH_INFO"], {"chosen": ["1"]}, follow=True)
    assert ("1 reference is now in the watch." in done.text, ">Deux<" in done.text, ">Un<" in done.text) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("content", [b"", b"bonjour", b"[", b"\x00" * 100, b"x" * 2_100_000])
def test_a_bad_file_comes_back_with_a_sentence(as_, cast, content):
    sent = SimpleUploadedFile("liste.bib", content)
    page = as_("member").post(f"/c/{cast.community.slug}/watch/import/", {"file": sent})
    assert (page.status_code, 'role="alert"' in page.text) == (422, True)
