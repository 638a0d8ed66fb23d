"""What comes in when one writes: its shape, and sentences for what cannot be taken."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tresse.accounts.models import Person
from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Attribution, Audience
from tresse.core.dates import date_format
from tresse.core.ids import secret_token
from tresse.core.links import sources_of
from tresse.documents.actions import Details
from tresse.documents.kinds import BlockKind
from tresse.documents.models import LONGEST_BODY, Block, Document
from tresse.memberships.models import Membership
from tresse.memberships.naming import named_here
from tresse.networks.models import Organisation
from tresse.ui.fields import WordsField

LONGEST_DRAFT = 200_000  # characters kept while one types: enough to cut into several blocks afterwards
AUDIENCES = [(a.value, a.label) for a in (Audience.COMMUNITY, Audience.NETWORK, Audience.PUBLIC)]


class CoverForm(forms.ModelForm[Document]):
    summary = WordsField(
        label=_("In a few sentences"),
        longest=2000,
        required=False,
        help_text=_("For whom it is, and what one finds in it."),
    )

    class Meta:
        model = Document
        fields = ("title", "summary", "licence", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = _language_field()


class BeginningForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160, help_text=_("It can change until it is published."))
    cycle = forms.ModelChoiceField(Cycle.objects.none(), label=_("In which cycle"), empty_label=None)
    summary = WordsField(
        label=_("In a few sentences"),
        longest=2000,
        required=False,
        help_text=_("For whom it is, and what one finds in it."),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        going_on = Cycle.objects.filter(strand__community=community, ended_at=None).select_related("strand")
        self.fields["cycle"] = CycleField(going_on, label=_("In which cycle"), empty_label=None)
        self.fields["language"] = _language_field(initial=community.language)


class CycleField(forms.ModelChoiceField[Cycle]):
    def label_from_instance(self, cycle: Cycle) -> str:
        return f"{cycle.strand} · {cycle}"


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(label=_("Who can see it"), choices=AUDIENCES, widget=forms.RadioSelect)


class RemarkForm(forms.Form):
    text = WordsField(label=_("Your remark"), longest=4000)


class AnswerForm(forms.Form):
    answer = WordsField(label=_("Your answer"), longest=4000, help_text=_("What was done about it, or why not."))


class RereadingForm(forms.Form):
    word = WordsField(label=_("What you take from it"), longest=2000, required=False)


class GuestRereadingForm(RereadingForm):
    discreet = forms.BooleanField(
        label=_("Do not name me if it is published"),
        required=False,
        help_text=_("Otherwise your name stands in the credits, among those who reread it."),
    )


class BlockForm(forms.Form):
    """The form of a block adapts to its kind: whose words it quotes, what it borrows."""

    title = forms.CharField(label=_("Title"), max_length=160, required=False)
    body = WordsField(label=_("Text"), longest=LONGEST_BODY, rows=12)
    source = forms.ChoiceField(label=_("Comes from"), required=False)
    brought_by = forms.ModelChoiceField(Membership.objects.none(), label=_("Brought by"), empty_label=None)
    quoted_person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who speaks"), required=False, empty_label=_("Somebody else, named below")
    )
    quoted_name = forms.CharField(label=_("Name"), max_length=120, required=False)
    quoted_email = forms.EmailField(
        label=_("Email"), required=False, help_text=_("To ask them for their authorisation. Nothing else is sent.")
    )
    quoted_organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), required=False, empty_label=_("None, or not listed")
    )
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    borrowed_from = forms.CharField(
        label=_("Borrowed from"),
        required=False,
        max_length=300,
        help_text=_("Author, title, year. Leave it empty if it is yours."),
    )
    borrowed_licence = forms.CharField(
        label=_("Licence of what is borrowed"),
        required=False,
        max_length=120,
        help_text=_("For instance CC BY 4.0, or the permission you were given."),
    )
    once = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    expected_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    put_back = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        document: Document,
        kind: BlockKind,
        writer: Membership,
        block: Block | None = None,
        typed: dict[str, Any] | None = None,
    ) -> None:
        initial = {"once": secret_token()[:40], "brought_by": writer.pk} | _initial(block) | (typed or {})
        super().__init__(data, initial=initial)
        self.document, self.kind, self.block = document, kind, block
        self.sources = {source.key: source for source in sources_of(document.community_id, writer.person)}
        self._offer_choices()
        for name in self._not_for_this_kind():
            del self.fields[name]

    @property
    def keeps_speaker(self) -> bool:
        """Who speaks chose not to be named: the page does not name them either, and an empty field keeps them."""
        asked = self.block.asked if self.block else None
        return asked is not None and asked.granted is True and asked.attribution == Attribution.UNSIGNED

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if self.kind.quotes and not self._says_who(said) and not self.keeps_speaker:
            self.add_error("quoted_name", _("Say who speaks: choose a person, or write a name."))
        if said.get("borrowed_from") and not said.get("borrowed_licence"):
            self.add_error("borrowed_licence", _("Say under what licence it is, or what you were allowed."))
        return said

    def as_details(self) -> Details:
        """What the actions take beside the text."""
        said = self.cleaned_data
        details = Details(
            title=said["title"],
            brought_by=said["brought_by"],
            borrowed_from=said["borrowed_from"],
            borrowed_licence=said["borrowed_licence"],
            link=said["link"],
        )
        if said["source"] != self._own_source:
            details["source"] = self.sources.get(said["source"])
        if self.kind.quotes and self._says_who(said):
            person = said["quoted_person"]
            details["quoted_person"] = person
            details["quoted_name"] = "" if person else said["quoted_name"]
            details["quoted_email"] = "" if person else said["quoted_email"]
            details["quoted_organisation"] = said["quoted_organisation"]
        return details

    def _offer_choices(self) -> None:
        inside = Q(left_at=None, signed_at__isnull=False) | Q(pk=self.block.brought_by_id if self.block else None)
        members = Membership.objects.filter(inside, community=self.document.community_id)
        choices: dict[str, Any] = {
            "brought_by": members.select_related("person"),
            "quoted_person": self._who_may_speak(),
            "quoted_organisation": Organisation.objects.all(),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        self.fields["source"].choices = self._source_choices()  # type: ignore[attr-defined]

    def _who_may_speak(self) -> QuerySet[Person]:
        """Those inside, and whoever this block already quotes, named as they chose if they have left (S8)."""
        inside = Membership.objects.inside().filter(community=self.document.community_id)
        quoted = self.block.quoted_person_id if self.block else None
        field: Any = self.fields["quoted_person"]
        field.label_from_instance = named_here(self.document.community)
        return Person.objects.filter(Q(pk__in=inside.values("person")) | Q(pk=quoted))

    def _source_choices(self) -> list[tuple[str, str]]:
        known = [
            (key, f"{source.name}, {date_format(source.on)} · {source.title}")
            for key, source in self.sources.items()
        ]
        nothing = ("", str(_("Nothing the community lived together")))
        if self._own_source and self._own_source not in self.sources:
            known.append((self._own_source, str(_("A session kept to those who took part in it"))))
        return [nothing, *known]

    @property
    def _own_source(self) -> str:
        return self.block.source_key if self.block else ""

    def _not_for_this_kind(self) -> list[str]:
        if not self.kind.quotes:
            return ["quoted_person", "quoted_name", "quoted_email", "quoted_organisation"]
        return []

    def _says_who(self, said: dict[str, Any]) -> bool:
        return bool(said.get("quoted_person") or said.get("quoted_name"))


def _initial(block: Block | None) -> dict[str, Any]:
    if block is None:
        return {}
    initial = {
        "title": block.title,
        "body": block.body,
        "source": block.source_key,
        "brought_by": block.brought_by_id,
        "link": block.link,
        "borrowed_from": block.borrowed_from,
        "borrowed_licence": block.borrowed_licence,
        "expected_revision": block.revision,
    }
    asked = block.asked
    if asked and asked.granted and asked.attribution == Attribution.UNSIGNED:
        return initial
    return initial | {
        "quoted_person": block.quoted_person_id,
        "quoted_name": block.quoted_name,
        "quoted_email": block.quoted_email,
        "quoted_organisation": block.quoted_organisation_id,
    }


def _language_field(**options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, **options)
