from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.charters.actions import ArticleText
from tresse.charters.models import Article, Charter


class CharterForm(forms.ModelForm[Charter]):
    """The numbers a community sets for itself."""

    class Meta:
        model = Charter
        fields = ("mandate_months", "act_days", "default_audience", "rhythm_is_public")


class ArticleForm(forms.ModelForm[Article]):
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)

    class Meta:
        model = Article
        fields = ("principle", "title", "text")

    def as_text(self) -> ArticleText:
        return ArticleText(**{name: self.cleaned_data[name] for name in ("principle", "title", "text")})


ArticleFormSet = forms.formset_factory(ArticleForm, extra=1, can_delete=True, max_num=40, absolute_max=40)


def articles_written(written: "forms.BaseFormSet[ArticleForm]") -> list[ArticleText]:
    """The articles in the order they are shown, those emptied or removed left out."""
    return [form.as_text() for form in written.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
