"""Mail as it leaves, for whoever works on Tresse or visits the example."""

from django.urls import path

from tresse.web.views import mailbox

app_name = "mailbox"
urlpatterns = [
    path("", mailbox.index, name="index"),
    path("<int:mail_id>/", mailbox.mail, name="mail"),
    path("<int:mail_id>/html/", mailbox.html, name="html"),
    path("<int:mail_id>/attachments/<int:number>/", mailbox.attachment, name="attachment"),
    path("previews/", mailbox.previews, name="previews"),
    path("previews/<language>/<path:name>/html/", mailbox.preview_html, name="preview_html"),
    path("previews/<language>/<path:name>/", mailbox.preview, name="preview"),
]
