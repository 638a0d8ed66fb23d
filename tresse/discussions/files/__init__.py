"""Files attached to messages: known by their content, made smaller, kept where nobody guesses them."""

from tresse.discussions.files.keeping import forget, keep
from tresse.discussions.files.preparing import LARGEST, MOST_AT_ONCE, Prepared, TooMany, prepare, prepare_all

__all__ = ["LARGEST", "MOST_AT_ONCE", "Prepared", "TooMany", "forget", "keep", "prepare", "prepare_all"]
