from django.urls import path

from tresse.web.views import home

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("me/", home.me, name="me"),
]
