"""Make an empty network with its first steward.

Answers come from the flags; on a terminal, what is missing is asked. With --no-input nothing is asked.
"""

import argparse
import sys
from collections.abc import Callable

from tresse.commands import Refused
from tresse.commands.ground import bring_database_up_to_date, settle

LANGUAGES = ("fr", "en")


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", help="the network's name")
    parser.add_argument("--short-name", help="the name for small places, 30 characters at most")
    parser.add_argument("--language", choices=LANGUAGES, help="its main language")
    parser.add_argument("--steward-name", help="the first person who accompanies the network")
    parser.add_argument("--steward-email", help="where this person receives sign-in codes")
    parser.add_argument("--no-input", action="store_true", help="ask nothing; what is missing is an error")


def run(options: argparse.Namespace) -> None:
    settle()
    if bring_database_up_to_date():
        print("The database is ready.")
    _require_no_network()
    answers = _answers(options)
    _begin(answers)
    print(f"« {answers['name']} » has begun, and {answers['steward_name']} is its first steward.")
    print(_how_to_sign_in(answers["steward_email"]))


def _require_no_network() -> None:
    from tresse.networks.queries import current_network  # app ready

    network = current_network()
    if network:
        raise Refused(f"this folder already holds a network, « {network} ». Choose another with --data DIR.")


def _answers(options: argparse.Namespace) -> dict[str, str]:
    may_ask = sys.stdin.isatty() and not options.no_input
    answers: dict[str, str] = {}
    for key, question, proposed, check in _questions(answers):
        given = getattr(options, key)
        if given is None and not may_ask:
            given = proposed() or _missing(key)
        answers[key] = check(given.strip()) if given is not None else _ask(question, proposed(), check)
    return answers


def _questions(
    answers: dict[str, str],
) -> list[tuple[str, str, Callable[[], str], Callable[[str], str]]]:
    """What to ask, in order: option, question, what is proposed, what checks it."""
    return [
        ("name", "What is the network called?", lambda: "", _up_to(80, "The network's name")),
        ("short_name", "And in short?", lambda: answers["name"][:30].strip(), _up_to(30, "The short name")),
        ("language", "Its main language (fr, en)?", lambda: "fr", _language),
        ("steward_name", "Who is its first steward?", lambda: "", _up_to(120, "The steward's name")),
        ("steward_email", "Which address receives their sign-in codes?", lambda: "", _address),
    ]


def _missing(key: str) -> str:
    raise Refused(f"--{key.replace('_', '-')} is missing, and nobody is at the terminal to be asked.")


def _ask(question: str, proposed: str, check: Callable[[str], str]) -> str:
    while True:
        try:
            given = input(f"{question}{f' [{proposed}]' if proposed else ''} ").strip() or proposed
            return check(given)
        except Refused as refusal:
            print(refusal)
        except EOFError:
            raise Refused("the questions were not all answered; nothing was made.") from None


def _up_to(length: int, what: str) -> Callable[[str], str]:
    def check(given: str) -> str:
        if not given:
            raise Refused(f"{what} cannot be empty.")
        if len(given) > length:
            raise Refused(f"{what} takes at most {length} characters; this has {len(given)}.")
        return given

    return check


def _language(given: str) -> str:
    if given not in LANGUAGES:
        raise Refused(f"The language is one of {', '.join(LANGUAGES)}.")
    return given


def _address(given: str) -> str:
    from django.core.exceptions import ValidationError  # app ready
    from django.core.validators import validate_email  # app ready

    try:
        validate_email(given)
    except ValidationError:
        raise Refused(f"« {given} » is not an address mail can be sent to.") from None
    return given


def _begin(answers: dict[str, str]) -> None:
    from django.db import transaction  # app ready

    from tresse.accounts.models import Person  # app ready
    from tresse.networks import actions  # app ready

    name, short_name, language = answers["name"], answers["short_name"], answers["language"]
    with transaction.atomic():
        steward = Person.objects.create_user(answers["steward_email"], answers["steward_name"], language=language)
        actions.found_network(steward=steward, name=name, short_name=short_name, language=language)


def _how_to_sign_in(address: str) -> str:
    from django.conf import settings  # app ready

    where = f"Start with `tresse serve`, then sign in at {settings.TRESSE_URL} with {address}."
    if settings.MAIL_IS_SET:
        return where
    return (
        f"{where}\nNo mail server is set yet, so no sign-in code can leave: set TRESSE_MAIL_URL "
        "(docs/operations.md), or TRESSE_DEVELOPMENT=1 to read mail at /mailbox/ while you try."
    )
