"""Making the monthly sets and the weekly one, and putting their files ready."""

from verzuimloket.rapportages.actions.lrv import forget_weeks, measure_week
from verzuimloket.rapportages.actions.opruimen import remove_old
from verzuimloket.rapportages.actions.peilen import publish_month
from verzuimloket.rapportages.actions.publiceren import publish_files, publish_week

__all__ = ["forget_weeks", "measure_week", "publish_files", "publish_month", "publish_week", "remove_old"]
