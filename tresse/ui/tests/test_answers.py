"""What a gesture is answered."""

import json

from tresse.ui import answers


def test_a_browser_goes_on_and_htmx_gets_a_fragment(rf):
    asked = rf.post("/", headers={"HX-Request": "true"})
    asked.network = None
    gone = answers.answer(rf.post("/"), "components/stage.html", {}, to="/atlas/")
    assert (gone.status_code, gone["Location"]) == (302, "/atlas/")
    fragment = answers.answer(asked, "components/stage.html", {}, to="/atlas/")
    assert (fragment.status_code, fragment.content.startswith(b'<span class="stage"')) == (200, True)


def test_what_is_kept_and_what_is_not_is_said(rf):
    assert answers.is_autosave(rf.post("/", headers={"X-Autosave": "1"}))
    assert not answers.is_autosave(rf.post("/"))
    kept, late = answers.kept(version=3), answers.not_kept("Somebody changed it meanwhile.", status=409)
    assert (kept.status_code, json.loads(kept.content)) == (200, {"fields": {"version": 3}})
    assert (late.status_code, json.loads(late.content)) == (409, {"sentence": "Somebody changed it meanwhile."})


def test_an_empty_form_sent_is_not_a_form_being_read(rf):
    assert answers.typed(rf.get("/")) is None
    assert answers.typed(rf.post("/", {})) == {}
