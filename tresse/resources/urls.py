from django.urls import path

from tresse.resources.views import bringing, exports, imports, references

app_name = "resources"

urlpatterns = [
    path("c/<slug:slug>/watch/", references.index, name="watch"),
    path("c/<slug:slug>/watch/links/", bringing.links, name="links"),
    path("c/<slug:slug>/watch/new/", bringing.new, name="new"),
    path("c/<slug:slug>/watch/import/", imports.upload, name="upload"),
    path("c/<slug:slug>/watch/import/<int:pk>/", imports.choose, name="import"),
    path("c/<slug:slug>/watch/export/<slug:name>/", exports.all_of_it, name="export"),
    path("c/<slug:slug>/watch/<int:number>/", references.show, name="reference"),
    path("c/<slug:slug>/watch/<int:number>/change/", bringing.change, name="change"),
    path("c/<slug:slug>/watch/<int:number>/note/", references.note, name="note"),
    path("c/<slug:slug>/watch/<int:number>/audience/", references.audience, name="audience"),
    path("c/<slug:slug>/watch/<int:number>/removal/", references.remove, name="removal"),
    path("c/<slug:slug>/watch/<int:number>/export/<slug:name>/", exports.one, name="export_one"),
]
