"""What a conversation is about: found by the names `config/talked_about.py` gives, for these things live in folders above."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Q

from config.talked_about import TALKED_ABOUT, TalkedAbout
from tresse.confidence.models import Audience


def existing_for(person: Any) -> Q:
    """The conversations whose thing exists for this person: about the community itself, or about what they may see (S1)."""
    about = Q(thing_type=None)
    for declared in TALKED_ABOUT.values():
        about |= _among(declared, _manager(declared).visible_to(person))
    return about


def about_any(person: Any, *things: Model) -> Q:
    """The conversations about any of these things, as far as the thing exists for this person (S1)."""
    about = Q(pk__in=[])
    for declared in TALKED_ABOUT.values():
        if ids := [one.pk for one in things if one._meta.label == declared.model]:
            about |= _among(declared, _manager(declared).visible_to(person)) & Q(thing_id__in=ids)
    return about


def letting_in(person: Any) -> Q:
    """The conversations among those who took part in something, to which this person is let in."""
    about = Q(pk__in=[])
    for declared in TALKED_ABOUT.values():
        if declared.has_session:
            manager = _manager(declared)
            about |= _among(declared, manager.filter(manager.all().within_session(person)))
    return about


def read_by_all_inside() -> Q:
    """The conversations whose thing is kept from nobody inside the community."""
    about = Q(thing_type=None)
    for declared in TALKED_ABOUT.values():
        path = f"{declared.place}__audience" if declared.place else "audience"
        about |= _among(declared, _manager(declared).exclude(**{path: Audience.SESSION}))
    return about


def audiences_for(thing: Model | None) -> list[Audience]:
    """Whom a conversation about this may be shown to, the narrowest first: never more people than the thing itself (S1)."""
    if thing is None:
        return [Audience.COMMUNITY, Audience.NETWORK]
    declared = declaration_of(thing)
    widest = min(_place(thing, declared).get_audience(), Audience(declared.widest), key=lambda each: each.width)
    narrowest = (
        Audience.SESSION if declared.has_session else min(Audience.COMMUNITY, widest, key=lambda each: each.width)
    )
    return [audience for audience in Audience if narrowest.width <= audience.width <= widest.width]


def community_id_of(thing: Model) -> int:
    return int(_place(thing, declaration_of(thing)).community_id)


def names_people(thing: Model | None) -> bool:
    """False under the Chatham House rule: nothing says who was there or who said what (S3)."""
    return bool(getattr(thing, "names_people", True))


def is_seen_by(person: Any, thing: Model) -> bool:
    """Whether it exists for this person."""
    return bool(_manager(declaration_of(thing)).visible_to(person).filter(pk=thing.pk).exists())


def key_of(thing: Model) -> str:
    """How an address names it: `session:12`."""
    name = next(name for name, declared in TALKED_ABOUT.items() if declared.model == thing._meta.label)
    return f"{name}:{thing.pk}"


def named(key: str, person: Any) -> Model | None:
    """What `session:12` names, as far as it exists for this person."""
    name, _colon, pk = key.partition(":")
    if name not in TALKED_ABOUT or not pk.isascii() or not pk.isdecimal():
        return None
    found: Model | None = _manager(TALKED_ABOUT[name]).visible_to(person).filter(pk=int(pk[:18])).first()
    return found


def declaration_of(thing: Model) -> TalkedAbout:
    return next(declared for declared in TALKED_ABOUT.values() if declared.model == thing._meta.label)


def _among(declared: TalkedAbout, found: Any) -> Q:
    thing_type = ContentType.objects.get_for_model(_model(declared))
    exists = Exists(found.order_by().filter(pk=OuterRef("thing_id")))  # one by one: never all that may be seen
    return Q(exists, thing_type=thing_type)


def _place(thing: Model, declared: TalkedAbout) -> Any:
    return getattr(thing, declared.place) if declared.place else thing


def _manager(declared: TalkedAbout) -> Any:
    return _model(declared)._default_manager


def _model(declared: TalkedAbout) -> type[Model]:
    return apps.get_model(declared.model)
