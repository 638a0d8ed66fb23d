"""The braid: the life of a community as a drawing, and the same in words.

A strand per *volet* in the dye of its objective, length is time, a crossing per session, a knot per
decision, a bead per publication, a loose end where a cycle closed without a document. Pure functions: what
belongs in a braid, and who may see it, is decided by whoever gathers the `Life`.
"""

from tresse.ui.braid.drawing import draw, on_paper
from tresse.ui.braid.life import Axis, Life, Strand
from tresse.ui.braid.words import in_words

__all__ = ["Axis", "Life", "Strand", "draw", "in_words", "on_paper"]
