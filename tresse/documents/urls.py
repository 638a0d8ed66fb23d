from django.urls import path

from tresse.documents.views import blocks, documents, guests, rereading

app_name = "documents"
urlpatterns = [
    path("c/<slug:slug>/production/", documents.production, name="production"),
    path("c/<slug:slug>/d/new/", documents.begin, name="begin"),
    path("c/<slug:slug>/d/<int:pk>/", documents.document, name="document"),
    path("c/<slug:slug>/d/<int:pk>/cover/", documents.cover, name="cover"),
    path("c/<slug:slug>/d/<int:pk>/audience/", documents.audience, name="audience"),
    path("c/<slug:slug>/d/<int:pk>/b/new/<slug:kind>/", blocks.create, name="new_block"),
    path("c/<slug:slug>/d/<int:pk>/b/<int:block_pk>/", blocks.edit, name="block"),
    path("c/<slug:slug>/d/<int:pk>/b/<int:block_pk>/history/", blocks.history, name="history"),
    path("c/<slug:slug>/d/<int:pk>/b/<int:block_pk>/position/", blocks.position, name="position"),
    path("c/<slug:slug>/d/<int:pk>/b/<int:block_pk>/removal/", blocks.removal, name="removal"),
    path("c/<slug:slug>/d/<int:pk>/b/<int:block_pk>/removal/undo/", blocks.removal_undo, name="removal_undo"),
    path("c/<slug:slug>/d/<int:pk>/b/<int:block_pk>/authorisation/", blocks.authorisation, name="authorisation"),
    path("c/<slug:slug>/d/<int:pk>/b/<int:block_pk>/remarks/", rereading.remarks, name="remarks"),
    path("c/<slug:slug>/d/<int:pk>/r/<int:remark_pk>/answer/", rereading.remark_answer, name="remark_answer"),
    path("c/<slug:slug>/d/<int:pk>/draft/", blocks.draft, name="draft"),
    path("c/<slug:slug>/d/<int:pk>/draft/removal/", blocks.draft_removal, name="draft_removal"),
    path("c/<slug:slug>/d/<int:pk>/rereading/", rereading.rereading, name="rereading"),
    path("c/<slug:slug>/d/<int:pk>/rereading/opening/", rereading.opening, name="opening"),
    path("c/<slug:slug>/d/<int:pk>/rereading/declaration/", rereading.declaration, name="declaration"),
    path("c/<slug:slug>/d/<int:pk>/originality/", rereading.originality, name="originality"),
    path("g/<slug:token>/b/<int:block_pk>/remarks/", guests.remarks, name="guest_remarks"),
    path("g/<slug:token>/rereading/", guests.rereading, name="guest_rereading"),
]
