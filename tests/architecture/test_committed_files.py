"""What a committed file never names: a package registry, a path of somebody's machine."""

import re

from tests.architecture.reading import committed, lines

REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|npmjs\.org|deb\.debian\.org|index-url|proxy\.golang|crates\.io"
)
MACHINE = re.compile(r"(?:^|[\s\"'=(`:])/(?:work|root|home)/\w")
NOT_TEXT = {".png", ".jpg", ".ico", ".woff2", ".pdf", ".gz", ".br", ".otf", ".ttf"}
SAYS_WHAT_TO_LOOK_FOR = {"test_committed_files.py"}


def places(sought: re.Pattern[str]) -> list[str]:
    return [
        place
        for path in committed()
        if path.suffix not in NOT_TEXT and path.name not in SAYS_WHAT_TO_LOOK_FOR and not path.is_symlink()
        for place, line in lines(path)
        if sought.search(line)
    ]


def test_no_registry_is_named():
    # `bin/lock` is told not to write any: the options that say so hold the word.
    assert [place for place in places(REGISTRY) if not place.startswith("bin/lock:")] == []


def test_no_path_of_a_machine_is_named():
    assert places(MACHINE) == []


def test_what_is_looked_for_would_be_found():
    assert REGISTRY.search('"resolved": "https://registry.npm' + 'js.org/axe-core"')
    assert MACHINE.search("python /work" + "/main/manage.py")
