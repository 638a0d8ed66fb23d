"""The form one signs in with."""

from typing import Any

from allauth.account.forms import LoginForm, PasswordField
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """An address; and a password, for those who have one. Without it a code is sent.

    django-allauth takes the password away when signing up asks for none: here one may add one later.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Your email address")
        self.fields["login"].help_text = _("We send a code there: with it you are in, no password needed.")
        self.fields["password"] = PasswordField(
            label=_("Password"), autocomplete="current-password", required=False
        )
        self.fields["password"].help_text = ""
