from django.urls import path

from tresse.guests.views import invitations, links

app_name = "guests"
urlpatterns = [
    path("c/<slug:slug>/guests/", invitations.index, name="guests"),
    path("c/<slug:slug>/guests/new/", invitations.new, name="ask"),
    path("c/<slug:slug>/guests/new/<slug:kind>/<int:pk>/", invitations.new, name="new"),
    path("c/<slug:slug>/guests/<int:pk>/withdrawal/", invitations.withdrawal, name="withdrawal"),
    path("g/<slug:token>/", links.show, name="guest"),
    path("g/<slug:token>/answer/", links.answer, name="answer"),
    path("g/<slug:token>/name/", links.name, name="name"),
    path("g/<slug:token>/end/", links.ending, name="ending"),
]
