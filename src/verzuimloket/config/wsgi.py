"""The application as the web server (gunicorn) sees it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verzuimloket.config.settings")
application = get_wsgi_application()
