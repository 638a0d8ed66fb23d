from django.urls import path

from tresse.decisions.views import decisions, gestures, mailed, proposals

app_name = "decisions"

urlpatterns = [
    path("c/<slug:slug>/decisions/", decisions.index, name="decisions"),
    path("c/<slug:slug>/decisions/new/", decisions.new, name="new"),
    path("c/<slug:slug>/decisions/propose/", proposals.new, name="propose"),
    path("c/<slug:slug>/decisions/<int:number>/", decisions.show, name="decision"),
    path("c/<slug:slug>/decisions/<int:number>/review/", decisions.review, name="review"),
    path("c/<slug:slug>/decisions/<int:number>/finding/", decisions.find, name="finding"),
    path("c/<slug:slug>/decisions/<int:number>/audience/", decisions.narrow, name="audience"),
    path("c/<slug:slug>/proposals/", proposals.index, name="proposals"),
    path("c/<slug:slug>/proposals/<int:number>/", proposals.show, name="proposal"),
    path("c/<slug:slug>/proposals/<int:number>/text/", proposals.amend, name="text"),
    path("c/<slug:slug>/proposals/<int:number>/audience/", proposals.narrow, name="proposal_audience"),
    path("c/<slug:slug>/proposals/<int:number>/round/", gestures.hold_round, name="round"),
    path("c/<slug:slug>/proposals/<int:number>/step/", gestures.step, name="step"),
    path("c/<slug:slug>/proposals/<int:number>/facilitation/", gestures.facilitation, name="facilitation"),
    path("c/<slug:slug>/proposals/<int:number>/days/", gestures.days, name="days"),
    path("c/<slug:slug>/proposals/<int:number>/adoption/", gestures.adoption, name="adoption"),
    path("c/<slug:slug>/proposals/<int:number>/withdrawal/", gestures.withdrawal, name="withdrawal"),
    path("c/<slug:slug>/proposals/<int:number>/questions/<int:question>/", gestures.answer, name="answer"),
    path("c/<slug:slug>/proposals/<int:number>/<slug:gesture>/", gestures.say, name="say"),
    path("d/<slug:token>/", mailed.show, name="mailed"),
    path("d/<slug:token>/<slug:gesture>/", mailed.say, name="mailed_say"),
]
