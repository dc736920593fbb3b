"""The smooth curve between the points of a guide."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.guide import hermite, hermite_slope, slopes

spans_and_values = st.lists(st.tuples(st.integers(1, 5000), st.floats(-40, 0)), min_size=2, max_size=8)


@given(spans_and_values)
def test_a_curve_never_overshoots_its_points_and_is_monotone_between_them(steps):
    times = np.cumsum([span for span, _ in steps]).tolist()
    values = [value for _, value in steps]
    shares = np.linspace(0, 1, 50)
    ends = zip(pairwise(times), pairwise(values), pairwise(slopes(times, values)), strict=True)
    for (start, end), (before, after), (slope, next_slope) in ends:
        span = end - start
        passed = hermite(shares, *(np.full(50, x) for x in (before, after, slope * span, next_slope * span)))
        assert passed[0] == pytest.approx(before)
        assert passed[-1] == pytest.approx(after)
        assert (np.diff(passed) * np.sign(after - before) >= -1e-9).all()


def test_a_curve_is_level_where_it_turns_stays_or_ends():
    assert slopes([0, 100, 200, 300, 500], [0, 5, 2, 2, 9]) == [0, 0, 0, 0, 0]


def test_points_on_a_straight_line_have_its_slope():
    assert slopes([0, 100, 300, 400], [0, 10, 30, 40]) == [0, pytest.approx(0.1), pytest.approx(0.1), 0]


def test_two_points_at_one_time_are_a_step():
    assert slopes([0, 100, 100, 200], [0, 1, 5, 6]) == [0, 0, 0, 0]


def test_one_point_is_level():
    assert slopes([0], [-40]) == [0]


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9])
def test_the_slope_is_the_derivative(share):
    ends = (-13.0, -8.0, 0.5, 4.0)
    step = 1e-6
    assert hermite_slope(share, *ends) == pytest.approx(
        (hermite(share + step, *ends) - hermite(share, *ends)) / step, abs=1e-3
    )
