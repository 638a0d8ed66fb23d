"""Reads what the example tells, as it is written in `example/`: `plans.py` has one class for each thing one may write.

A word nobody knows, or one that is missing, stops the reading with a sentence that says where.
"""

import re
import types
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from tresse.core.typography import typography
from tresse.demo.plans import CommunityPlan, SettingPlan

EXAMPLE = Path(__file__).parent / "example"
LANGUAGE = "fr"

# A line end that only keeps the file narrow: not before an empty line, an item of a list or a row of a table.
WITHIN_PARAGRAPH = re.compile(r"(?<!\n)\n(?!\n|\||- |\d+\. ) *")

Plan = TypeVar("Plan")


class Misread(ValueError):
    """The example says something nobody understands. Reads as a sentence with the place."""


def setting() -> SettingPlan:
    """The network, its organisations and its people."""
    return shaped(SettingPlan, _read(EXAMPLE / "network.yaml"), "network.yaml")


def communities() -> list[CommunityPlan]:
    """Every community of the example."""
    files = sorted(path for path in EXAMPLE.glob("*.yaml") if path.name != "network.yaml")
    return [shaped(CommunityPlan, _read(path), path.name) for path in files]


def shaped(plan: type[Plan], value: Any, where: str) -> Plan:
    """What was read, in the shape of a plan. Raises `Misread` for a word that is unknown, missing or ill-shaped."""
    if isinstance(value, list):
        value = dict(zip([f.name for f in fields(plan)], value, strict=False))  # type: ignore[arg-type]
    if not isinstance(value, dict):
        raise Misread(f"{where}: expected {plan.__name__}, found {value!r}.")
    known = {f.name: f for f in fields(plan)}  # type: ignore[arg-type]
    for name in value.keys() - known.keys():
        raise Misread(f"{where}: nobody knows the word « {name} ». Known here: {', '.join(known)}.")
    for name, each in known.items():
        if name not in value and each.default is MISSING and each.default_factory is MISSING:
            raise Misread(f"{where}: the word « {name} » is missing.")
    hints = get_type_hints(plan)
    return plan(**{name: _fitting(hints[name], each, f"{where}, {name}") for name, each in value.items()})


def _fitting(hint: Any, value: Any, where: str) -> Any:
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _fitting_one(inside, value, where)
    if origin is list and isinstance(value, list):
        return [_fitting(inside[0], each, f"{where} {number}") for number, each in enumerate(value, 1)]
    if origin is dict and isinstance(value, dict):
        return {name: _fitting(inside[1], each, f"{where} {name}") for name, each in value.items()}
    if isinstance(hint, type) and is_dataclass(hint):
        return shaped(hint, value, where)
    if type(value) is hint:
        return value
    raise Misread(f"{where}: {value!r} does not fit here.")


def _fitting_one(hints: tuple[Any, ...], value: Any, where: str) -> Any:
    """The first of several shapes the value fits."""
    if value is None and type(None) in hints:
        return None
    refusals = []
    for hint in hints:
        try:
            return _fitting(hint, value, where)
        except Misread as refusal:
            refusals.append(refusal)
    raise refusals[0]


def _read(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it was compiled
    try:
        return _printed(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))
    except yaml.YAMLError as error:
        raise Misread(f"{path.name}: {error}") from None


def _printed(value: Any) -> Any:
    """Every text with its lines joined into paragraphs and the signs French is printed with."""
    if isinstance(value, str):
        return typography(WITHIN_PARAGRAPH.sub(" ", value.strip()), LANGUAGE)
    if isinstance(value, list):
        return [_printed(each) for each in value]
    if isinstance(value, dict):
        return {name: _printed(each) for name, each in value.items()}
    return value
