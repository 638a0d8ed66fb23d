from django.urls import path

from tresse.ui import views

app_name = "ui"
urlpatterns = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("source/", views.source, name="source"),
]
