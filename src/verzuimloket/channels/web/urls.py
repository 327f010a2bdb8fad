"""The addresses of the portal. Each package of pages has its own."""

from django.urls import include, path

from verzuimloket.channels.web import hulp, inloggen, postbus, start, taalkeuze, uitleg, voorkeuren

urlpatterns = [
    path("", start.start, name="start"),
    path("inloggen/", inloggen.inloggen, name="inloggen"),
    path("uitloggen/", inloggen.uitloggen, name="uitloggen"),
    path("taal/", taalkeuze.kiezen, name="taal"),
    path("organisatie/", inloggen.organisatie, name="organisatie"),
    path(".well-known/security.txt", hulp.security_txt, name="security-txt"),
    path("hulp/", hulp.hulp, name="hulp"),
    path("hulp/wet/", hulp.wet, name="hulp-wet"),
    path("hulp/codes/", uitleg.overzicht, name="hulp-codes"),
    path("hulp/codes/<slug:code>/", uitleg.code, name="hulp-code"),
    path("privacy/", hulp.privacy, name="privacy"),
    path("toegankelijkheid/", hulp.toegankelijkheid, name="toegankelijkheid"),
    path("nieuw/", hulp.nieuw, name="nieuw"),
    path("voorkeuren/", voorkeuren.voorkeuren, name="voorkeuren"),
    path("postbus/", postbus.postbus, name="postbus"),
    path("inschrijvingen/", include("verzuimloket.channels.web.inschrijvingen.urls")),
    path("inschrijvingen/", include("verzuimloket.channels.web.registratie.urls")),
    path("", include("verzuimloket.channels.web.lesverzuim.urls")),
    path("", include("verzuimloket.channels.web.verzuim.lijst_urls")),
    path("", include("verzuimloket.channels.web.leveringen.urls")),
    path("", include("verzuimloket.channels.web.bestanden.urls")),
    path("", include("verzuimloket.channels.web.verzuim.urls")),
    path("", include("verzuimloket.channels.web.gemeente.urls")),
    path("", include("verzuimloket.channels.web.koppelingen.urls")),
    path("", include("verzuimloket.channels.web.rio.urls")),
    path("rapportages/", include("verzuimloket.channels.web.rapportages.urls")),
    path("", include("verzuimloket.channels.web.beheer.urls")),
]
