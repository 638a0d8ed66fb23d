from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tresse.accounts"
    label = "accounts"
