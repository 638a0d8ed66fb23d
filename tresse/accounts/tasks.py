from django.contrib.sessions.backends.db import SessionStore


def forget_old_sign_ins() -> None:
    """Remove the browser sessions that have ended."""
    SessionStore.clear_expired()
