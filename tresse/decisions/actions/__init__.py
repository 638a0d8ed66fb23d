"""What people do with decisions."""

from tresse.decisions.actions.register import change_review_date, narrow_decision, narrower, record_decision

__all__ = ["change_review_date", "narrow_decision", "narrower", "record_decision"]
