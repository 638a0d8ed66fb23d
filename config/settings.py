"""Django's settings. What an operator may choose is read in `env.py`; the rest is decided here."""

from pathlib import Path

from config import env

environment = env.read()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.data

SECRET_KEY = environment.secret_key
DEBUG = False
TRESSE_DEVELOPMENT = environment.development
TRESSE_URL = environment.url
TRESSE_SIGNUP = environment.signup
ALLOWED_HOSTS = [*environment.hosts, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [environment.url]

INSTALLED_APPS = [
    "tresse.core",
    "tresse.ui",
    "tresse.confidence",
    "tresse.accounts",
    "tresse.networks",
    "tresse.objectives",
    "tresse.communities",
    "tresse.memberships",
    "tresse.charters",
    "tresse.commitments",
    "tresse.guests",
    "tresse.discussions",
    "tresse.resources",
    "tresse.documents",
    "tresse.meetings",
    "tresse.decisions",
    "tresse.polls",
    "tresse.facilitation",
    "tresse.library",
    "tresse.principles",
    "tresse.lifecycle",
    "tresse.welcome",
    "tresse.showcase",
    "tresse.notifications",
    "tresse.value",
    "tresse.search",
    "tresse.feeds",
    "tresse.letterbox",
    "tresse.web",
    "tresse.demo",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "template_partials.apps.SimpleAppConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tresse.web.compression.TextCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tresse.core.reading.ReadingMiddleware",
    "tresse.accounts.middleware.PersonalMiddleware",
    "tresse.networks.middleware.NetworkMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tresse.networks.context.network",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "tresse.ui.templatetags.components",
            ],
        },
    }
]

DATABASES = {"default": environment.database}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL with full synchronisation: what was acknowledged survives a power cut. IMMEDIATE: a transaction
    # that will write takes the lock at once, instead of failing half-way when another one got there first.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-2000; PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    # Compiling a question takes PostgreSQL 0.2 s where it guesses that the answer is far; ours are all near.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "tresse.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_FORMS = {"login": "tresse.accounts.sign_in.SignInForm"}
ACCOUNT_SIGNUP_FORM_CLASS = "tresse.accounts.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = True  # one stays signed in until one signs out
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True  # one address, replaced once the new one is confirmed
# A code travels by the outbox and waits in a mailbox: a quarter of an hour, not three minutes.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": True, "length": 8}
MFA_ADAPTER = "tresse.accounts.adapter.PasskeyAdapter"
MFA_FORMS = {"add_webauthn": "tresse.accounts.passkeys.PasskeyForm"}
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = environment.url.startswith("http://")

LANGUAGE_CODE = environment.language
LANGUAGES = [("fr", "Français"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = environment.time_zone
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]

FORMS_URLFIELD_ASSUME_HTTPS = True  # an address typed without its scheme is taken as https

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tresse.ui.statics.Statics"},
}
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "tresse.ui.statics.BundleFinder",
    "tresse.accounts.statics.PasskeyFinder",
]
# Until the static files are gathered, as in tests and development, files are served from where they are written.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not (STATIC_ROOT / "staticfiles.json").exists()

# Mail waits in the outbox while no server is named, and never leaves the example network (networks/mail.py).
vars().update(environment.mail)
MAIL_IS_SET = bool(environment.mail)
MAIL_TRANSPORT = environment.mail.get("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_BACKEND = "tresse.networks.mail.PostOffice"
DEFAULT_FROM_EMAIL = environment.mail_from
JITSI_URL = environment.jitsi_url
BBB_URL = environment.bbb_url
BBB_SECRET = environment.bbb_secret
BBB_HASH = environment.bbb_hash

MAIL_IN, MAIL_IN_PLUS, MAIL_AUTHSERV = environment.mail_in, environment.mail_in_plus, environment.mail_authserv
SMTP_LISTENS, LMTP_LISTENS, IMAP = environment.smtp, environment.lmtp, environment.imap
SMTP_CERTIFICATE = environment.smtp_certificate
SERVER_EMAIL = environment.mail_from

# Where DOIs are asked for, and what else than the open web the worker may read: nothing, but in tests.
DOI_ADDRESS = "https://doi.org/"
FETCH_ALSO_FROM: dict[str, tuple[str | int, ...]] = {"addresses": (), "ports": ()}

# Forms carry text: 2 MB of body is a long document, more is a mistake or an attack.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.url.startswith("https://")
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if environment.url.startswith("https://") else 0
# What a proxy in front says is believed only if there is one: who asks, and whether they asked by https.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.proxies
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.proxies else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
CSRF_FAILURE_VIEW = "tresse.web.views.errors.csrf_failure"
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without secrets": {"()": "tresse.web.quiet_logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
