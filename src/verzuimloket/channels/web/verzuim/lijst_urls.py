"""The addresses that belong to the lists of meldingen: exports and saved views."""

from django.urls import path

from verzuimloket.channels.web.verzuim import uitvoeren, weergaven

urlpatterns = [
    path("verzuim/uitvoer/", uitvoeren.school, name="verzuim-uitvoer"),
    path("verzuim/weergaven/", weergaven.school, name="verzuim-weergaven"),
    path("gemeente/uitvoer/", uitvoeren.gemeente, name="gemeente-uitvoer"),
    path("gemeente/weergaven/", weergaven.gemeente, name="gemeente-weergaven"),
]
