import pytest


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    """What is attached in a test is kept in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
