from django.urls import path

from tresse.library.views import publications, shelves

app_name = "library"
urlpatterns = [
    path("library/", shelves.index, name="library"),
    path("p/<slug:address>/", publications.latest, name="publication"),
    path("p/<slug:address>/v<int:version>/", publications.version, name="version"),
    path("p/<slug:address>/v<int:version>/<slug:name>.pdf", publications.pdf, name="pdf"),
]
