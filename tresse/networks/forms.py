from django import forms

from tresse.networks.models import Network, Organisation, Programme, Theme


class NetworkForm(forms.ModelForm[Network]):
    """What the network says of itself."""

    class Meta:
        model = Network
        fields = ("name", "short_name", "tagline", "purpose", "charter", "website", "contact_email", "separator")
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 5}),
            "charter": forms.Textarea(attrs={"rows": 8}),
        }


class OrganisationForm(forms.ModelForm[Organisation]):
    class Meta:
        model = Organisation
        fields = ("name", "kind", "is_member", "city", "country", "website", "description")
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}


class ProgrammeForm(forms.ModelForm[Programme]):
    class Meta:
        model = Programme
        fields = ("name", "description")
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}


class ThemeForm(forms.ModelForm[Theme]):
    class Meta:
        model = Theme
        fields = ("name",)
