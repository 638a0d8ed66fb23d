from django.urls import path

from tresse.notifications.views import mails

app_name = "notifications"
urlpatterns = [
    path("me/mail/", mails.edit, name="mails"),
    path("mail/stop/<str:token>/", mails.stop, name="stop"),
]
