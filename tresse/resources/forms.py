"""What comes in by the pages of the watch."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tresse.confidence.models import Audience
from tresse.resources import csl
from tresse.resources.actions import AUDIENCES
from tresse.resources.csl import Found, Name
from tresse.resources.formats import LONGEST_FILE
from tresse.resources.kinds import KINDS
from tresse.resources.models import Reference

LANGUAGES = (
    ("", _("Not said")),
    ("fr", _("French")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("pt", _("Portuguese")),
)
# The parts of a record one may write by hand; the others are kept as they came.
WRITTEN = {"within": "container-title", "publisher": "publisher", "pages": "page"}


class LinksForm(forms.Form):
    """Links or DOIs, one on a line."""

    links = forms.CharField(
        label=_("Links or DOIs"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on a line. Their titles and, for a DOI, the full reference are then looked for."),
    )

    def lines(self) -> list[str]:
        return str(self.cleaned_data["links"]).split()


class ReferenceForm(forms.Form):
    """A reference, written by hand."""

    title = forms.CharField(label=_("Title"), max_length=500)
    authors = forms.CharField(
        label=_("Authors"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on a line: family name, first name. An organisation without a comma."),
    )
    kind = forms.ChoiceField(label=_("Kind"))
    issued = forms.CharField(
        label=_("Year or date"), max_length=10, required=False, help_text=_("2021, 2021-03 or 2021-03-04.")
    )
    within = forms.CharField(label=_("In which review or book"), max_length=500, required=False)
    publisher = forms.CharField(label=_("Published by"), max_length=500, required=False)
    pages = forms.CharField(label=_("Pages"), max_length=60, required=False)
    link = forms.URLField(label=_("Link"), max_length=1000, required=False, assume_scheme="https")
    doi = forms.CharField(label=_("DOI"), max_length=300, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    tags = forms.CharField(
        label=_("Tags"),
        max_length=1000,
        required=False,
        help_text=_("With commas between them: gender, evaluation."),
    )
    abstract = forms.CharField(
        label=_("Abstract"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, reference: Reference | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reference = reference
        self.fields["kind"].choices = [(kind.key, kind.name) for kind in KINDS.values()]  # type: ignore[attr-defined]
        if reference and reference.language not in dict(LANGUAGES):
            self.fields["language"].choices = [*LANGUAGES, (reference.language, reference.language)]  # type: ignore[attr-defined]

    def clean_issued(self) -> str:
        typed = str(self.cleaned_data["issued"]).strip()
        known = csl.issued(*[*typed.split("-"), "", "", ""][:3])
        if typed and not known:
            raise ValidationError(_("Write a year, or a date such as 2021-03-04."))
        return known

    def clean_doi(self) -> str:
        typed = str(self.cleaned_data["doi"])
        known = csl.clean_doi(typed)
        if typed.strip() and not known:
            raise ValidationError(_("A DOI begins with 10, such as 10.1000/xyz123."))
        return known

    def found(self) -> Found:
        """As the actions take it; what the form does not show is kept."""
        typed = self.cleaned_data
        details = dict(self.reference.details) if self.reference else {}
        details |= {name: typed[field] for field, name in WRITTEN.items()}
        return Found(
            title=typed["title"],
            kind=typed["kind"],
            authors=csl.names([name_of(line) for line in typed["authors"].splitlines()]),
            editors=tuple(self.reference.editors) if self.reference else (),
            issued=typed["issued"],
            doi=typed["doi"],
            link=csl.clean_link(typed["link"]),
            abstract=typed["abstract"],
            language=typed["language"],
            tags=csl.tags(typed["tags"].split(",")),
            details={name: value for name, value in details.items() if value},
        )


class NewReferenceForm(ReferenceForm):
    """With a word on why read it."""

    why = forms.CharField(
        label=_("Why read it"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Signed by you, read inside only."),
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Your note"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why read it, what you found there. Read inside only, signed by you; empty, it goes."),
    )


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(
        label=_("Who can see it"),
        choices=[(audience.value, audience.label) for audience in AUDIENCES],
        widget=forms.RadioSelect,
        initial=Audience.COMMUNITY,
        help_text=_("The reference itself, never the notes beside it nor who brought it."),
    )


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("BibTeX (.bib), RIS (.ris) or CSL-JSON (.json), from Zotero, Mendeley, JabRef… 2 MB at most."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LONGEST_FILE:
            raise ValidationError(_("This file is larger than 2 MB: export fewer references at a time."))
        return file


def name_of(line: str) -> Name:
    """« Dupont, Émilie », or an organisation."""
    family, comma, given = line.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": line.strip()}


def told(reference: Reference) -> dict[str, Any]:
    """A reference as its form shows it."""
    kept = {
        "title": reference.title,
        "kind": reference.kind.key,
        "issued": reference.issued,
        "link": reference.link,
    }
    kept |= {"doi": reference.doi, "language": reference.language, "abstract": reference.abstract}
    kept |= {field: reference.details.get(name, "") for field, name in WRITTEN.items()}
    kept["authors"] = "\n".join(csl.last_first(name) for name in reference.authors)
    return kept | {"tags": ", ".join(tag.name for tag in reference.tags.all())}
