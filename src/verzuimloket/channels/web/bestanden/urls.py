"""The addresses of Bestandsuitwisseling: send, fetch, and look back."""

from django.urls import path

from verzuimloket.channels.web.bestanden import aanlevering, excel, ophalen, sjabloon, versturen, verstuurd

urlpatterns = [
    path("bestanden/", ophalen.bestanden, name="bestanden"),
    path("bestanden/samen/", ophalen.samen, name="bestanden-samen"),
    path("bestanden/versturen/", versturen.versturen, name="bestand-versturen"),
    path("bestanden/verstuurd/", verstuurd.verstuurd, name="bestanden-verstuurd"),
    path("bestanden/verstuurd/samen/", verstuurd.samen, name="bestanden-verstuurd-samen"),
    path("bestanden/verstuurd/<uuid:kenmerk>/", aanlevering.aanlevering, name="aanlevering"),
    path("bestanden/verstuurd/<uuid:kenmerk>/verwerken/", aanlevering.verwerken, name="aanlevering-verwerken"),
    path("bestanden/verstuurd/<uuid:kenmerk>/stoppen/", aanlevering.stoppen, name="aanlevering-stoppen"),
    path("bestanden/verstuurd/<uuid:kenmerk>/terug/", aanlevering.terug, name="aanlevering-terug"),
    path("bestanden/verstuurd/<uuid:kenmerk>/foute-regels/", aanlevering.foute_regels, name="aanlevering-fout"),
    path("bestanden/uitleg/", sjabloon.uitleg, name="bestanden-uitleg"),
    path("bestanden/sjabloon-xlsx/", sjabloon.xlsx, name="bestanden-sjabloon-xlsx"),
    path("bestanden/sjabloon-csv/", sjabloon.csv, name="bestanden-sjabloon-csv"),
    path("bestanden/voorbeeld/", sjabloon.voorbeeld, name="bestanden-voorbeeld"),
    path("bestanden/<uuid:kenmerk>/", ophalen.ophalen, name="bestand"),
    path("bestanden/<uuid:kenmerk>/excel/", excel.excel, name="bestand-excel"),
    path("bestanden/<uuid:kenmerk>/verwijderen/", ophalen.verwijderen, name="bestand-verwijderen"),
]
