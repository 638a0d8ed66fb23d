"""Everything Tresse reads from its environment, in one place (docs/operations.md says what each does).

A wrong value stops the start with a sentence. Every `NAME` may be given as `NAME_FILE`, a path to a
file that holds it, for secrets.
"""

import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_email_url
from environs import EnvError, FileAwareEnv, validate


class WrongSetting(SystemExit):
    """The start stops here, with one sentence for whoever runs the server."""


@dataclass(frozen=True)
class Environment:
    data: Path
    database: dict[str, Any]
    secret_key: str
    url: str
    hosts: list[str]
    proxies: int
    development: bool
    mail: dict[str, Any]
    mail_from: str
    jitsi_url: str
    bbb_url: str
    bbb_secret: str
    bbb_hash: str
    mail_in: str
    mail_in_plus: bool
    mail_authserv: str
    smtp: tuple[str, int] | None
    smtp_certificate: tuple[str, str]
    lmtp: tuple[str, int] | None
    imap: dict[str, Any]
    language: str
    time_zone: str
    signup: str


def read() -> Environment:
    """Read and check the environment. Raises `WrongSetting` with a sentence."""
    env = FileAwareEnv()
    try:
        data = Path(env.str("TRESSE_DATA", "var")).resolve()
        url = env.str("TRESSE_URL", "http://127.0.0.1:8000", validate=validate.URL(require_tld=False)).rstrip("/")
        development = env.bool("TRESSE_DEVELOPMENT", False)
        return Environment(
            data=data,
            database=env.dj_db_url("DATABASE_URL", f"sqlite:///{data / 'tresse.sqlite3'}"),
            secret_key=env.str("TRESSE_SECRET_KEY", "") or _kept_secret(data),
            url=url,
            hosts=env.list("TRESSE_HOSTS", [url.split("://")[1].split("/")[0].rsplit(":", 1)[0]]),
            proxies=env.int("TRESSE_PROXIES", int(url.startswith("https://")), validate=validate.Range(min=0)),
            development=development,
            mail=_mail(env.str("TRESSE_MAIL_URL", "console:" if development else "")),
            mail_from=env.str("TRESSE_MAIL_FROM", "Tresse <tresse@localhost>"),
            jitsi_url=env.str("TRESSE_JITSI_URL", "", validate=_server).rstrip("/"),
            bbb_url=env.str("TRESSE_BBB_URL", "", validate=_server).rstrip("/").removesuffix("/api"),
            bbb_secret=env.str("TRESSE_BBB_SECRET", ""),
            bbb_hash=env.str("TRESSE_BBB_HASH", "sha256", validate=validate.OneOf(["sha1", "sha256", "sha512"])),
            mail_in=_mail_in(env.str("TRESSE_MAIL_IN", "")),
            mail_in_plus=env.bool("TRESSE_MAIL_IN_PLUS", True),
            mail_authserv=env.str("TRESSE_MAIL_AUTHSERV", ""),
            smtp=_listened("TRESSE_SMTP", env.str("TRESSE_SMTP", "")),
            smtp_certificate=_certificate(env.str("TRESSE_SMTP_CERTIFICATE", ""), env.str("TRESSE_SMTP_KEY", "")),
            lmtp=_listened("TRESSE_LMTP", env.str("TRESSE_LMTP", "")),
            imap=_imap(env.str("TRESSE_IMAP_URL", "")),
            language=env.str("TRESSE_LANGUAGE", "fr", validate=validate.OneOf(["fr", "en"])),
            time_zone=env.str("TRESSE_TIME_ZONE", "Europe/Paris"),
            signup=env.str("TRESSE_SIGNUP", "open", validate=validate.OneOf(["open", "invitation"])),
        )
    except EnvError as error:
        raise WrongSetting(f"tresse: {error}") from None


_url = validate.URL(schemes={"http", "https"}, require_tld=False)


def _server(given: str) -> None:
    """The address of a server of others, when there is one."""
    if given:
        _url(given)


# How mail may leave, and the port of each when the address names none.
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465, "console": None, "locmem": None}


def _mail(url: str) -> dict[str, Any]:
    """Django's mail settings for `smtp+tls://name:password@host:587`; none of them for an empty address."""
    if not url:
        return {}
    scheme = url.partition(":")[0]
    if scheme not in MAIL_PORTS:
        known = ", ".join(f"{known}://" for known in MAIL_PORTS if known.startswith("smtp"))
        raise EnvError(f'Environment variable "TRESSE_MAIL_URL" invalid: it begins with {known} or is console:.')
    mail: dict[str, Any] = dj_email_url.parse(url)
    if scheme.startswith("smtp") and not urlsplit(url).hostname:
        raise EnvError('Environment variable "TRESSE_MAIL_URL" invalid: it names no mail server.')
    # A mail server that stops answering must not hold the worker for ever.
    return mail | {
        "EMAIL_PORT": mail["EMAIL_PORT"] or MAIL_PORTS[scheme],
        "EMAIL_TIMEOUT": mail["EMAIL_TIMEOUT"] or 20,
    }


# A domain whose mail comes here, or one mailbox; before a sealed address of 41 characters, a name keeps within 64.
MAIL_IN = re.compile(r"(?:[a-z0-9._-]{1,21}@)?(?:[a-z0-9-]+\.)*[a-z0-9-]+", re.IGNORECASE)


def _mail_in(given: str) -> str:
    """Where people answer by mail: `communities.example.org`, or `communities@example.org`; nowhere if empty."""
    if given and not MAIL_IN.fullmatch(given):
        raise EnvError(
            'Environment variable "TRESSE_MAIL_IN" invalid: a domain whose mail comes here, or the address of one'
            " mailbox, whose name before the @ has 21 characters at most."
        )
    return given.lower()


def _listened(name: str, given: str) -> tuple[str, int] | None:
    """`127.0.0.1:8025` or `[::1]:8025`; nothing is listened to if empty."""
    host, _, port = given.rpartition(":")
    if not given:
        return None
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise EnvError(f'Environment variable "{name}" invalid: an address and a port, such as 127.0.0.1:8025.')
    return host.strip("[]"), int(port)


def _certificate(certificate: str, key: str) -> tuple[str, str]:
    """The paths of two files, or of one that holds both. They are read when they are needed, since they are renewed."""
    if "-----BEGIN" in certificate + key:
        raise EnvError("TRESSE_SMTP_CERTIFICATE and TRESSE_SMTP_KEY are the paths of files, not what these hold.")
    if key and not certificate:
        raise EnvError("TRESSE_SMTP_KEY is set, and TRESSE_SMTP_CERTIFICATE is not.")
    return certificate, key or certificate


IMAP_PORTS = {"imaps": 993, "imap": 143, "imap+tls": 143}


def _imap(url: str) -> dict[str, Any]:
    """Where a mailbox is read: `imaps://user:password@host/folder`; nowhere if empty."""
    parts = urlsplit(url)
    if not url:
        return {}
    if parts.scheme not in IMAP_PORTS or not parts.hostname or not parts.username:
        raise EnvError(
            'Environment variable "TRESSE_IMAP_URL" invalid: imaps://user:password@host/folder, or imap+tls://;'
            " an @ in the user is written %40."
        )
    return {
        "scheme": parts.scheme,
        "host": parts.hostname,
        "port": parts.port or IMAP_PORTS[parts.scheme],
        "user": unquote(parts.username),
        "password": unquote(parts.password or ""),
        "folder": unquote(parts.path.strip("/")) or "INBOX",
    }


def _kept_secret(data: Path) -> str:
    """Without TRESSE_SECRET_KEY, a secret made at the first start and kept beside the database."""
    kept = data / "secret-key"
    try:
        data.mkdir(parents=True, exist_ok=True)
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(50))
        return kept.read_text().strip()
    except OSError as error:
        raise WrongSetting(
            f"tresse: the folder {data} cannot be written ({error.strerror}); set TRESSE_DATA."
        ) from None
