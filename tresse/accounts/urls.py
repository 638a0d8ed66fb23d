from django.urls import path

from tresse.accounts.views import languages, profiles

app_name = "accounts"
urlpatterns = [
    path("language/", languages.choose, name="language"),
    path("me/profile/", profiles.edit, name="profile"),
]
