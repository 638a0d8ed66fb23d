from django.urls import path

from tresse.confidence.views import answers

app_name = "confidence"
urlpatterns = [
    path("a/<str:token>/", answers.answer, name="answer"),
    path("a/<str:token>/withdrawal/", answers.withdrawal, name="withdrawal"),
]
