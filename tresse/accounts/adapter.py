"""How django-allauth speaks and acts here: mail through the outbox, a passkey as a comfort."""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tresse.accounts import emails, entrance
from tresse.accounts.models import Person
from tresse.core import outbox


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return entrance.may_sign_up(request)

    def clean_email(self, email: str) -> str:
        if len(email) > 254:  # what a mail server takes, and what the database keeps
            raise ValidationError(_("This address is too long."))
        return str(super().clean_email(email))

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Two forms with the same new address at the same instant: one makes the account, the other follows."""
        try:
            with transaction.atomic():
                return super().save_user(request, user, form, commit)
        except IntegrityError:
            raise ImmediateHttpResponse(redirect("account_email_verification_sent")) from None

    @transaction.atomic
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every mail about an account waits in the outbox: no page waits for a mail server."""
        person = Person.objects.filter(email__iexact=email).first()
        language = person.language if person else get_language() or "fr"
        prefix = template_prefix.rpartition("/")[2]
        name, said = emails.for_prefix(prefix)
        kept = {key: str(context[key]) for key in emails.FACTS if key in context}
        outbox.post(
            f"accounts/{name}",
            to=person.email if person else email,
            language=language,
            cause=f"account/{prefix}/{uuid4()}",
            context={**kept, **said, "email": email, "person": person},
        )


class PasskeyAdapter(DefaultMFAAdapter):
    """A passkey opens the door; it is not a second lock.

    Whoever loses the phone that held it still comes in by a code sent to their address.
    """

    def is_mfa_enabled(self, user: Any, types: list[str] | None = None) -> bool:
        """Only when asked about passkeys alone: « may this person confirm it is them with one? »"""
        enabled: bool = types == [Authenticator.Type.WEBAUTHN] and super().is_mfa_enabled(user, types)
        return enabled

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return gettext("My device")
