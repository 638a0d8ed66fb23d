from django.urls import path

from tresse.value.views import attestations, verification

app_name = "value"
urlpatterns = [
    path("me/attestations/", attestations.index, name="attestations"),
    path("me/attestations/new/<int:cycle_id>/", attestations.new, name="new"),
    path("me/attestations/<slug:code>/attestation.pdf", attestations.pdf, name="pdf"),
    path("me/attestations/<slug:code>/withdrawal/", attestations.withdrawal, name="withdrawal"),
    path("v/", verification.index, name="verify"),
    path("v/<slug:code>/", verification.show, name="verification"),
]
