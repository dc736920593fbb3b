import numpy as np
import pytest

from voiceguide.mix.curve import Curve

HILL = Curve.through([(0, 1), (100, 1), (300, 5), (300, 2), (400, 0)])


def test_a_curve_is_straight_between_its_points_and_stays_beyond_them():
    assert HILL.at(np.array([-5.0, 0, 50, 200, 350, 400, 900])).tolist() == [1, 1, 1, 3, 1, 0, 0]


def test_its_integral_is_the_area_under_it():
    times = np.array([0.0, 100, 200, 299.999, 300.001, 400, 1000])
    finely = np.arange(0, 1000, 0.01)
    for time, area in zip(times, HILL.integral(times), strict=True):
        assert area == pytest.approx(HILL.at(finely[finely < time]).sum() * 0.01, abs=0.1)
