from django.urls import path

from tresse.web.views import accompaniment, home

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("network/communities/", accompaniment.communities, name="communities"),
    path("me/", home.me, name="me"),
]
