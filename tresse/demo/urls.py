from django.urls import path

from tresse.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.cast, name="cast"),
    path("<int:person_id>/", views.become, name="become"),
]
