"""What leaves a folder goes through « visible_to » (S1). This reads the code: it cannot prove, it can catch."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.reading import ROOT, lines, parsed, product_code, templates
from tresse.confidence.models import Confided

# A view that reads a confided queryset otherwise, and why nothing leaks.
ANOTHER_DOOR: dict[str, str] = {}


def confided_names() -> set[str]:
    return {model.__name__ for model in apps.get_models() if issubclass(model, Confided)}


def ways_from_others() -> set[str]:
    """The names under which other models reach confided items, such as `community.meetings`."""
    return {
        field.remote_field.get_accessor_name()
        for model in apps.get_models()
        if issubclass(model, Confided)
        for field in model._meta.fields
        if field.remote_field and not field.remote_field.hidden and field.remote_field.multiple
    }


def views() -> list[Path]:
    return [path for path in product_code() if path.stem == "views" or "views" in path.parts]


def unguarded(tree: ast.AST) -> list[tuple[int, str]]:
    """Where a confided queryset is begun and the same expression never calls `visible_to`."""
    guarded = {id(node) for call in ast.walk(tree) if _calls_visible_to(call) for node in ast.walk(call)}
    return [
        (node.lineno, ast.unparse(node))
        for node in ast.walk(tree)
        if id(node) not in guarded and (_is_manager(node) or _is_way(node) or _is_shortcut(node))
    ]


def _calls_visible_to(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "visible_to"


def _is_manager(node: ast.AST) -> bool:
    """`Meeting.objects`"""
    return (
        isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager"}
        and ast.unparse(node.value).rpartition(".")[2] in confided_names()
    )


def _is_way(node: ast.AST) -> bool:
    """`community.meetings.filter(…)`"""
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in ways_from_others()
        and node.attr
        in {"all", "filter", "exclude", "get", "first", "last", "count", "exists", "order_by", "values"}
    )


def _is_shortcut(node: ast.AST) -> bool:
    """`get_object_or_404(Meeting, …)`"""
    return (
        isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("_or_404")
        and bool(node.args)
        and ast.unparse(node.args[0]) in confided_names()
    )


def test_the_confided_models_are_known():
    assert confided_names() >= {"Meeting", "Minutes", "Document", "Decision"}
    assert "meetings" in ways_from_others()


@pytest.mark.parametrize(
    ("code", "caught"),
    [
        ("Meeting.objects.get(pk=1)", True),
        ("get_object_or_404(Meeting, pk=1)", True),
        ("render(request, {'all': community.meetings.all()})", True),
        ("Meeting.objects.filter(pk=1).visible_to(person)", False),
        ("get_object_or_404(Meeting.objects.visible_to(person), pk=1)", False),
        ("community.meetings.visible_to(person).filter(number=3)", False),
    ],
)
def test_the_reading_tells_a_guarded_queryset_from_another(code, caught):
    assert bool(unguarded(ast.parse(code))) is caught


def test_views_fetch_confided_items_through_visible_to():
    found = [
        f"{path.relative_to(ROOT)}:{line} {code}"
        for path in views()
        if str(path.relative_to(ROOT)) not in ANOTHER_DOOR
        for line, code in unguarded(parsed(path))
    ]
    assert found == []


def test_templates_fetch_no_confided_items():
    ways = "|".join(sorted(ways_from_others()))
    asks = re.compile(rf"\b\w+\.({ways})\.(all|first|last|count|exists)\b")
    assert [place for path in templates() for place, line in lines(path) if asks.search(line)] == []
