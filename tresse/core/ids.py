"""Short identifiers for permanent addresses: readable aloud, no word in any language."""

import secrets

ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"


def short_id() -> str:
    """Eight characters without vowels or look-alikes: 28^8, some 3.8e11 addresses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


def secret_token() -> str:
    """An address nobody can guess, for a link mailed to one person: 32 bytes of randomness."""
    return secrets.token_urlsafe(32)
