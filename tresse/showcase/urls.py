from django.urls import path

from tresse.showcase.views import agenda, atlas, communities, organisations

app_name = "showcase"
urlpatterns = [
    path("atlas/", atlas.atlas, name="atlas"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("c/<slug:slug>/", communities.community, name="community"),
    path("o/<slug:slug>/", organisations.organisation, name="organisation"),
]
