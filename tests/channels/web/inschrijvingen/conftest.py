"""Stand-ins for pages of the portal that are not there yet."""
import types, sys
import pytest
from django.http import HttpResponse
from django.urls import include, path
from verzuimloket.channels.web.urls import urlpatterns as known

m = types.ModuleType("stand_in_urls")
names = {p.name for p in known if hasattr(p, "name")}
m.urlpatterns = [path("", include("verzuimloket.channels.web.urls"))] + [
    path(f"{n}-x/", lambda r: HttpResponse(""), name=n) for n in ("verzuim", "werklijst") ]
sys.modules["stand_in_urls"] = m

@pytest.fixture(autouse=True)
def stand_in(settings):
    settings.ROOT_URLCONF = "stand_in_urls"
