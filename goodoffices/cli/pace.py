"""How fast a thing of many steps goes, and how long it takes until it is done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rich.progress import ProgressColumn
from rich.text import Text

if TYPE_CHECKING:
    from rich.progress import Task


class PaceColumn(ProgressColumn):
    """Documents a second lately, and the time that the others take at that pace; nothing before either is known."""

    def render(self, task: Task) -> Text:
        """``12.5/s, 0:01:40 left``; of what is done the pace that it had in the end."""
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        left = f", {timedelta(seconds=int(task.time_remaining))} left" if task.time_remaining else ""
        return Text(f"{speed:,.{1 if speed < 100 else 0}f}/s{left}")
