from django.urls import path
from django.views.generic import RedirectView

from tresse.accounts.views import languages, profiles, signing_out

app_name = "accounts"
urlpatterns = [
    path("language/", languages.choose, name="language"),
    path("me/profile/", profiles.edit, name="profile"),
    path("accounts/logout/", signing_out.sign_out, name="sign_out"),  # at the address of django-allauth, before it
    # django-allauth lists here several ways of confirming who one is; we have one, which has its own page.
    path("accounts/2fa/", RedirectView.as_view(pattern_name="mfa_list_webauthn"), name="passkeys"),
]
