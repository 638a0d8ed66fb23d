"""Every component in every state, for whoever draws a page. In development only."""

import re
from pathlib import Path
from types import SimpleNamespace as Sample

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tresse.core.rulings import Ruling

TOKENS = Path(__file__).parents[1] / "static/ui/css/tokens.css"

PROSE = """
La séance a commencé par un tour : *qu’est-ce que vous n’osez pas dire d’habitude ?* On a entendu trois choses :

- que le temps manque, et que **personne** ne le dit ;
- qu’un outil ne sert que si l’on peut le casser ;
- « qu’on apprend plus d’un raté que d’un guide ».

> On a gardé la moitié de la grille, et c’est la moitié qui sert.

La suite dépend des essais : [la fiche](https://example.org) dira lesquels.
"""


class SampleForm(forms.Form):
    name = forms.CharField(label="Votre nom", max_length=40)
    email = forms.EmailField(label="Adresse", help_text="Elle ne sera montrée à personne.")
    audience = forms.ChoiceField(
        label="Qui peut le voir",
        choices=[("community", "La communauté"), ("network", "Le réseau")],
        widget=forms.RadioSelect,
    )
    strand = forms.ChoiceField(label="Volet", choices=[("1", "Échange"), ("2", "Expérimentation")])
    on = forms.DateField(label="Quand", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    word = forms.CharField(label="Un mot", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="J’ai lu la charte et je la signe")


@login_not_required
def show(request: HttpRequest) -> HttpResponse:
    if not settings.TRESSE_DEVELOPMENT:
        raise Http404
    wrong = SampleForm({"name": "Awa", "email": "awa"})
    return render(
        request,
        "ui/design.html",
        {
            "tokens": list(dict.fromkeys(re.findall(r"--([a-z-]+): #", TOKENS.read_text()))),
            "prose_sample": PROSE,
            "refused": Ruling("Il manque une seconde personne, d’une autre organisation que la vôtre."),
            "objectives": [
                Sample(key="exploration", name="exploration et découverte", symbol="◇"),
                Sample(key="experimentation", name="expérimentation", symbol="▵"),
                Sample(key="operationalisation", name="pratiques et opérationnalisation", symbol="○"),
            ],
            "communities": [
                Sample(stage=stage, get_stage_display=name)
                for stage, name in [
                    ("idea", "idée"),
                    ("forming", "en formation"),
                    ("living", "vivante"),
                    ("resting", "en repos"),
                    ("closed", "close"),
                ]
            ],
            "items": [Sample(audience=audience) for audience in ("session", "community", "network", "public")],
            "wrong": wrong,
            "levels": ["info", "success", "warning", "error"],
        },
    )
