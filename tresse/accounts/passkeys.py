"""The form that adds a passkey, in words people use."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):
    name = forms.CharField(
        label=_("Name of this device"),
        required=False,
        max_length=60,
        help_text=_("So that you know it among others."),
    )
    # django-allauth's script reads this box: checked, the device asks who you are and is enough by itself.
    passwordless = forms.BooleanField(
        label=_("This device is mine alone: it is enough to sign me in."), required=False, initial=True
    )
