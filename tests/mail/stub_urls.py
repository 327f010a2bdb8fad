from django.urls import path, include


def v(request, *a, **k): ...


v.toegang = frozenset()
urlpatterns = [path("verzuim/<uuid:k>/", v, name="melding"), path("gemeente/<uuid:k>/", v, name="gemeente-melding")]
