from django.urls import path

from tresse.feeds.views import atom, calendars, subscriptions

app_name = "feeds"
urlpatterns = [
    path("agenda.ics", calendars.agenda, name="agenda"),
    path("c/<slug:slug>/agenda.ics", calendars.community, name="community"),
    path("ics/<slug:token>/mine.ics", calendars.mine, name="mine"),
    path("ics/<slug:token>/c/<slug:slug>/agenda.ics", calendars.inside, name="inside"),
    path("agenda/subscription/", subscriptions.agenda, name="agenda_subscription"),
    path("c/<slug:slug>/subscription/", subscriptions.community, name="community_subscription"),
    path("me/calendar/", subscriptions.mine, name="my_subscription"),
    path("me/calendar/renewal/", subscriptions.renew, name="renewal"),
    path("feed.atom", atom.network, name="network_news"),
    path("library/feed.atom", atom.library, name="library_news"),
    path("atlas/<slug:objective>/feed.atom", atom.objective, name="objective_news"),
    path("c/<slug:slug>/feed.atom", atom.community, name="community_news"),
]
