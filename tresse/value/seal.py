"""The seal of an installation: an Ed25519 signature, which anybody verifies with the public key (RFC 8032).

The key comes from the secret of the installation, so that nothing more has to be kept. When that secret is changed, what
was sealed before still verifies with the public key kept beside it.
"""

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"tresse attestation 1"


def seal(content: bytes) -> str:
    """The signature of these bytes, as hexadecimal."""
    return _key(settings.SECRET_KEY).sign(content).hex()


def public_key() -> str:
    """With which anybody verifies what this installation sealed, as hexadecimal."""
    return _key(settings.SECRET_KEY).public_key().public_bytes_raw().hex()


def is_sealed(content: bytes, signature: str, key: str) -> bool:
    """These very bytes were sealed with this key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=2)
def _key(secret: str) -> Ed25519PrivateKey:
    seed = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)
