from django.urls import path

from tresse.charters.views import charters

app_name = "charters"
urlpatterns = [
    path("c/<slug:slug>/charter/", charters.show, name="charter"),
    path("c/<slug:slug>/charter/edit/", charters.edit, name="edit"),
    path("c/<slug:slug>/charter/signature/", charters.sign, name="sign"),
]
