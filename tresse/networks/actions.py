"""Keeping the network: its own page, organisations, programmes, themes."""

from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from tresse.core import indexing, journal
from tresse.networks import rules
from tresse.networks.models import Network, Organisation, Programme, Stewardship, Theme


def free_slug(model: type[models.Model], name: str) -> str:
    """A readable address nobody has yet, made from a name."""
    base = slugify(name)[:40] or "x"
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    return (
        base if base not in taken else next(f"{base}-{n}" for n in range(2, 10_000) if f"{base}-{n}" not in taken)
    )


@transaction.atomic
def found_network(*, steward: Any, **fields: Any) -> Network:
    """Begin the network of this installation, with its first steward. Raises `IntegrityError` if there is one."""
    network = Network.objects.create(**fields)
    Stewardship.objects.create(person=steward)
    journal.record("network.begun", stream="network", subject=network, by=None, steward_person=steward.pk)
    return network


@transaction.atomic
def change_network(network: Network, *, by: Any, **fields: Any) -> Network:
    """Change what the network says of itself."""
    rules.keeping(by).require()
    for name, value in fields.items():
        setattr(network, name, value)
    network.save(update_fields=list(fields))
    return network


@transaction.atomic
def add_organisation(*, by: Any, name: str, **fields: Any) -> Organisation:
    """Add an organisation, member of the network or not."""
    rules.keeping(by).require()
    return _added(Organisation.objects.create(name=name, slug=free_slug(Organisation, name), **fields))


@transaction.atomic
def change_organisation(organisation: Organisation, *, by: Any, **fields: Any) -> Organisation:
    """Change what is said of an organisation. Its address stays: it is a promise."""
    rules.keeping(by).require()
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(fields))
    indexing.changed(organisation)
    return organisation


@transaction.atomic
def add_programme(*, by: Any, name: str, description: str) -> Programme:
    """Add a programme, which groups communities for a time."""
    rules.keeping(by).require()
    return Programme.objects.create(name=name, slug=free_slug(Programme, name), description=description)


@transaction.atomic
def add_theme(*, by: Any, name: str) -> Theme:
    """Add a theme, which several communities may share."""
    rules.keeping(by).require()
    return Theme.objects.create(name=name, slug=free_slug(Theme, name))


@transaction.atomic
def organisation_named(name: str) -> Organisation:
    """The organisation of this name, added as one from outside the network if nobody knew it (O2)."""
    known = Organisation.objects.filter(name__iexact=name.strip()).first()
    return known or _added(
        Organisation.objects.create(name=name.strip(), slug=free_slug(Organisation, name), is_member=False)
    )


def _added(organisation: Organisation) -> Organisation:
    indexing.changed(organisation)
    return organisation
