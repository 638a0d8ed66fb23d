from django.urls import path

from tresse.feeds.views import calendars

app_name = "feeds"
urlpatterns = [
    path("agenda.ics", calendars.agenda, name="agenda"),
    path("c/<slug:slug>/agenda.ics", calendars.community, name="community"),
    path("ics/<str:token>/mine.ics", calendars.mine, name="mine"),
    path("ics/<str:token>/c/<slug:slug>/agenda.ics", calendars.inside, name="inside"),
]
