from django.urls import path
from django.views.generic import RedirectView

from tresse.accounts.views import languages, profiles

app_name = "accounts"
urlpatterns = [
    path("language/", languages.choose, name="language"),
    path("me/profile/", profiles.edit, name="profile"),
    # django-allauth lists here several ways of confirming who one is; we have one, which has its own page.
    path("accounts/2fa/", RedirectView.as_view(pattern_name="mfa_list_webauthn"), name="passkeys"),
]
