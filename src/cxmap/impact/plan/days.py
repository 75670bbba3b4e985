"""Working days: how long before a day something has to happen, so that nobody has to do it on a Sunday."""

import datetime

from cxmap.config import Communication

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = datetime.timedelta(days=1)


class WorkingDays:
    """The days on which people work: some days of the week, holidays aside."""

    def __init__(self, communication: Communication) -> None:
        self._weekdays = frozenset(_WEEK.index(name) for name in communication.working_days)
        self._holidays = frozenset(communication.holidays)

    def __contains__(self, day: datetime.date) -> bool:
        """Return whether people work on a day."""
        return day.weekday() in self._weekdays and day not in self._holidays

    def before(self, day: datetime.date, number: int) -> datetime.date:
        """Return the working day that lies a number of working days before a day.

        For 0 that is the day itself, or the last working day before it. Nothing lies before the first day of the
        calendar.
        """
        left = number
        while day > datetime.date.min and (left > 0 or day not in self):
            day -= _DAY
            left -= day in self
        return day
