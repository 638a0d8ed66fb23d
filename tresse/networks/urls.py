from django.urls import path

from tresse.networks.views import groupings, networks, organisations

app_name = "networks"
urlpatterns = [
    path("network/", networks.show, name="network"),
    path("network/charter/", networks.charter, name="charter"),
    path("network/edit/", networks.edit, name="edit"),
    path("network/organisations/", organisations.index, name="organisations"),
    path("network/organisations/<slug:slug>/", organisations.edit, name="organisation"),
    path("network/programmes/", groupings.programmes, name="programmes"),
    path("network/themes/", groupings.themes, name="themes"),
]
