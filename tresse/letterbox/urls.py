from django.urls import path

from tresse.letterbox import views

app_name = "letterbox"
urlpatterns = [path("me/mail/returned/", views.returned, name="returned")]
