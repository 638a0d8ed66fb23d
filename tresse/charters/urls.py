from django.urls import path

from tresse.charters.views import charters, drafts, versions

app_name = "charters"
urlpatterns = [
    path("c/<slug:slug>/charter/", charters.show, name="charter"),
    path("c/<slug:slug>/charter/edit/", charters.edit, name="edit"),
    path("c/<slug:slug>/charter/signature/", charters.sign, name="sign"),
    path("c/<slug:slug>/charter/versions/", versions.index, name="versions"),
    path("c/<slug:slug>/charter/versions/<int:number>/", versions.show, name="version"),
    path("c/<slug:slug>/charter/draft/", drafts.show, name="draft"),
    path("c/<slug:slug>/charter/draft/begin/", drafts.begin, name="begin_draft"),
    path("c/<slug:slug>/charter/draft/edit/", drafts.write, name="write_draft"),
    path("c/<slug:slug>/charter/draft/removal/", drafts.set_aside, name="set_draft_aside"),
]
