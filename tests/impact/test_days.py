"""Working days, counted back."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.config import Communication
from cxmap.impact.plan.days import WorkingDays

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONDAY = dt.date(2027, 2, 1)


@pytest.mark.parametrize(
    ("number", "day"),
    [(0, MONDAY), (1, dt.date(2027, 1, 29)), (5, dt.date(2027, 1, 25)), (20, dt.date(2027, 1, 4))],
)
def test_weekends_do_not_count(number, day):
    assert WorkingDays(Communication()).before(MONDAY, number) == day


def test_holidays_do_not_count():
    days = WorkingDays(Communication(holidays=("2027-01-29", "2027-01-28")))
    assert days.before(MONDAY, 1) == dt.date(2027, 1, 27)


def test_a_day_off_is_moved_to_the_last_working_day_before_it():
    days = WorkingDays(Communication())
    assert days.before(dt.date(2027, 1, 31), 0) == dt.date(2027, 1, 29)
    assert days.before(dt.date(2027, 1, 31), 1) == dt.date(2027, 1, 29)


def test_another_week():
    days = WorkingDays(Communication(working_days=("sun", "mon", "tue", "wed", "thu")))
    assert days.before(dt.date(2027, 2, 1), 1) == dt.date(2027, 1, 31)
    assert dt.date(2027, 1, 29) not in days


def test_nothing_lies_before_the_first_day():
    assert WorkingDays(Communication()).before(dt.date(1, 1, 3), 30) == dt.date.min


@given(
    st.dates(dt.date(1990, 1, 1)),
    st.integers(0, 250),
    st.sets(st.sampled_from(WEEK), min_size=1),
    st.sets(st.dates(dt.date(1990, 1, 1)), max_size=5),
)
def test_it_is_a_working_day_with_so_many_after_it(day, number, weekdays, holidays):
    days = WorkingDays(Communication(working_days=tuple(weekdays), holidays=tuple(map(str, holidays))))
    found = days.before(day, number)
    assert found <= day
    assert found in days
    between = [found + dt.timedelta(days=offset) for offset in range((day - found).days)]
    assert sum(one in days for one in between) == max(number, day not in days)
