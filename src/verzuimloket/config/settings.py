"""Django settings. What differs per installation comes from `omgeving`, nothing else does."""

from importlib.metadata import version
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

from verzuimloket.config import embedded, omgeving

HOOFDMAP = omgeving.HOOFDMAP
OMGEVING = omgeving.omgeving()
PRODUCTIE = OMGEVING == "productie"
SECRET_KEY = omgeving.secret("VERZUIMLOKET_SECRET_KEY")
SLEUTEL_TOTP = omgeving.secret("VERZUIMLOKET_SLEUTEL_TOTP")
SLEUTEL_PGN = omgeving.secret("VERZUIMLOKET_SLEUTEL_PGN")
SLEUTEL_PGN_INDEX = omgeving.secret("VERZUIMLOKET_SLEUTEL_PGN_INDEX")
SLEUTEL_BIJLAGE = omgeving.secret("VERZUIMLOKET_SLEUTEL_BIJLAGE")
DEBUG = False
ALLOWED_HOSTS = omgeving.value("VERZUIMLOKET_HOSTS").split(",") if PRODUCTIE else ["*"]
VERSIE = version("verzuimloket")
VERSIEDATUM = "2026-11-22"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "procrastinate.contrib.django",
    "verzuimloket.core",
    "verzuimloket.access",
    "verzuimloket.instellingen",
    "verzuimloket.bestanden",
    "verzuimloket.personen",
    "verzuimloket.routering",
    "verzuimloket.inschrijvingen",
    "verzuimloket.vrijstellingen",
    "verzuimloket.verzuim",
    "verzuimloket.lesverzuim",
    "verzuimloket.aanleveringen",
    "verzuimloket.koppelingen",
    "verzuimloket.uitvoer",
    "verzuimloket.rapportages",
    "verzuimloket.leveringen",
    "verzuimloket.mail",
    "verzuimloket.channels.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "verzuimloket.channels.web.toegang.ActorMiddleware",
]

ROOT_URLCONF = "verzuimloket.config.urls"
WSGI_APPLICATION = "verzuimloket.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HOOFDMAP / "src/verzuimloket/channels/web/templates"],
        "OPTIONS": {"environment": "verzuimloket.channels.web.jinja.environment"},
    },
    # Procrastinate's own checks look for a Django engine; no page of ours uses it.
    {"BACKEND": "django.template.backends.django.DjangoTemplates"},
]


def _database(url: str) -> dict[str, object]:
    """Django's settings for a postgresql:// address; `?host=` may name a socket folder."""
    parts = urlsplit(url)
    extra = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": extra.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 300,
        "OPTIONS": dict(extra),
    }


# The application may never own what it reads (ADR 0024); as reader it sees the whole register and writes only the sets
# of the reports (ADR 0044).
_URL = embedded.database_url()
DATABASE_ROL, DATABASE_LEZER = "verzuimloket_app", "verzuimloket_lezer"
DATABASES = {
    "default": _database(_URL),
    "eigenaar": _database(omgeving.value("VERZUIMLOKET_DATABASE_URL_EIGENAAR") or _URL),
}
DATABASES["default"]["OPTIONS"]["assume_role"] = DATABASE_ROL  # type: ignore[index]
DATABASES["eigenaar"]["TEST"] = {"MIRROR": ""}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Gebruiker"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTIE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "verzuimloket.channels.web.fouten.csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTIE else 0
SECURE_SSL_REDIRECT = False  # nginx does this; the application listens on a local socket
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Files are small and stay in memory, or are sealed as they arrive: see channels/web/uploads.py.
FILE_UPLOAD_HANDLERS = [
    "verzuimloket.channels.web.uploads.Begrensd",
    "verzuimloket.channels.web.uploads.Verzegelend",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024  # MAX_VERZOEK there
DATA_UPLOAD_MAX_NUMBER_FILES = 5

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(omgeving.value("VERZUIMLOKET_STATIC") or HOOFDMAP / "build/static")  # bin/frontend fills it

# Mail goes to a real server; in the demo that is the one on loopback that fills the mailbox page.
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = omgeving.value("VERZUIMLOKET_SMTP_HOST") or "127.0.0.1"
EMAIL_PORT = int(omgeving.value("VERZUIMLOKET_SMTP_POORT") or 1025)
EMAIL_HOST_USER = omgeving.value("VERZUIMLOKET_SMTP_GEBRUIKER")
EMAIL_HOST_PASSWORD = omgeving.value("VERZUIMLOKET_SMTP_WACHTWOORD")
EMAIL_USE_TLS = omgeving.value("VERZUIMLOKET_SMTP_TLS") == "ja"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = omgeving.value("VERZUIMLOKET_AFZENDER") or "noreply@verzuimloket.example"
POSTBUS = omgeving.datamap() / "postbus"
TIJDELIJK = omgeving.datamap() / "tijdelijk"  # rows of a file that is being made; emptied every night
PORTAAL_ADRES = omgeving.value("VERZUIMLOKET_PORTAAL") or "http://127.0.0.1:8000"

PROCRASTINATE_IMPORT_PATHS: list[str] = [
    "verzuimloket.mail.tasks",
    "verzuimloket.mail.nieuws",
    "verzuimloket.mail.klaar",
    "verzuimloket.mail.dubbel",
    "verzuimloket.mail.rapportages",
    "verzuimloket.uitvoer.tasks",
    "verzuimloket.channels.upload.aanleveren.tasks",
    "verzuimloket.channels.upload.koppelbestand.tasks",
    "verzuimloket.uitvoer.registratie_taken",
    "verzuimloket.leveringen.tasks",
    "verzuimloket.config.taken",
    "verzuimloket.rapportages.tasks",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "regel": {
            "()": "verzuimloket.config.logboek.Regel",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
if OMGEVING == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
