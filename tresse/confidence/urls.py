from django.urls import path

from tresse.confidence.views import answers

app_name = "confidence"
urlpatterns = [
    path("a/<slug:token>/", answers.answer, name="answer"),
    path("a/<slug:token>/withdrawal/", answers.withdrawal, name="withdrawal"),
]
