"""What comes in about proposals and decisions."""

from tresse.decisions.forms.proposals import AmendForm, ProposalForm
from tresse.decisions.forms.register import AudienceForm, DecisionForm, FindingForm, ReviewForm
from tresse.decisions.forms.round import RoundForm
from tresse.decisions.forms.said import AnswerForm, ConsentForm, ObjectionForm, OutcomeForm, SettlingForm, WordForm

__all__ = [
    "AmendForm",
    "AnswerForm",
    "AudienceForm",
    "ConsentForm",
    "DecisionForm",
    "FindingForm",
    "ObjectionForm",
    "OutcomeForm",
    "ProposalForm",
    "ReviewForm",
    "RoundForm",
    "SettlingForm",
    "WordForm",
]
