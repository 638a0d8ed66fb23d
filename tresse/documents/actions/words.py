"""Somebody quoted is asked for their exact words, and again when these change (S2)."""

from typing import Any

from django.db import transaction

from tresse.confidence.actions import ask_authorisation, set_aside_request
from tresse.confidence.models import Authorisation
from tresse.core.text import digest
from tresse.documents import queries, rules
from tresse.documents.actions.holding import held, read
from tresse.documents.models import Block


@transaction.atomic
def ask_for_words(block: Block, *, by: Any) -> Authorisation:
    """Ask the person quoted for these exact words."""
    document = held(block.document)
    block = read(block, document)
    rules.asking(by, block).require()
    return ask(block, by)


def ask_again(block: Block, by: Any) -> None:
    """Words already asked about are asked about as they now are; of whom they now are."""
    asked = Authorisation.objects.of(block).current().first()
    if asked is None:
        return
    same_person = (asked.person_id, asked.email.lower()) == (block.quoted_person_id, _address(block).lower())
    if same_person and asked.digest == digest(block.body):
        return
    if rules.asking(by, block):
        ask(block, by)
    else:
        set_aside_request(block)


def ask(block: Block, by: Any) -> Authorisation:
    """Ask whoever the block quotes, for the widest audience the document is meant for."""
    organisation = block.quoted_organisation
    return ask_authorisation(
        block,
        text=block.body,
        audience=queries.MEANT_FOR,
        community=block.document.community,
        by=by,
        person=block.quoted_person,
        name=block.quoted_name,
        email=block.quoted_email,
        organisation=organisation.name if organisation else "",
        about=block.document.title,
    )


def _address(block: Block) -> str:
    return block.quoted_person.email if block.quoted_person else block.quoted_email
