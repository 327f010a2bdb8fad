"""The addresses of data deliveries, inside Bestandsuitwisseling."""

from django.urls import path

from verzuimloket.channels.web.leveringen import leveringen

urlpatterns = [
    path("bestanden/leveringen/", leveringen.leveringen, name="leveringen"),
    path("bestanden/leveringen/aanvragen/", leveringen.aanvragen, name="levering-aanvragen"),
    path("bestanden/leveringen/uitleg/", leveringen.uitleg, name="leveringen-uitleg"),
]
