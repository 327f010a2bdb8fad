"""Reading news."""

from datetime import date

from django.db.models import QuerySet

from verzuimloket.mail.models import Nieuwsbericht

_ON_START = 3


def news() -> QuerySet[Nieuwsbericht]:
    """Every item, drafts too, the latest first. For the register holder."""
    return Nieuwsbericht.objects.all()


def latest_news(*, on: date) -> list[Nieuwsbericht]:
    """What stands on the start page that day."""
    return list(placed(on=on)[:_ON_START])


def placed(*, on: date) -> QuerySet[Nieuwsbericht]:
    """What everyone may read that day, the latest first."""
    return news().filter(geplaatst_at__isnull=False, vanaf__lte=on)


def news_to_send(*, on: date) -> QuerySet[Nieuwsbericht]:
    """What everyone may read that day and was not mailed to the end."""
    return placed(on=on).filter(verzonden_at__isnull=True)
