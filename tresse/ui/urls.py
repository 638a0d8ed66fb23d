from django.urls import path

from tresse.ui.views import about, design

app_name = "ui"
urlpatterns = [
    path("accessibility/", about.accessibility, name="accessibility"),
    path("source/", about.source, name="source"),
    path("design/", design.show, name="design"),
]
