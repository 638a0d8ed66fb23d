"""What a community decides by consent: the proposals under way, what each person says of them, and the register."""

from tresse.decisions.models.register import Decision

__all__ = ["Decision"]
