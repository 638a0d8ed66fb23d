from django import forms
from django.http import HttpRequest

from tresse.accounts.models import Person


class SignupForm(forms.Form):
    def signup(self, request: HttpRequest, user: Person) -> None:
        pass
