"""News about the register, for everyone who works with it."""

from django.db import models


class Nieuwsbericht(models.Model):
    """One item. It holds no personal data: everyone who logs in may read it.

    vanaf:        the first day on which it stands on the start page.
    geplaatst_at: when the register holder decided so; empty: a draft that nobody else sees.
    verzonden_at: when the last reader who wanted it by mail got it.
    """

    titel = models.CharField(max_length=100)
    tekst = models.TextField()
    vanaf = models.DateField()
    geplaatst_at = models.DateTimeField(null=True)
    verzonden_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-vanaf", "-pk"]

    def __str__(self) -> str:
        return f"nieuwsbericht {self.pk}"
