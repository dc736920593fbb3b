import numpy as np
import pytest

from voiceguide.mix.automation import Curve, Pchip

HILL = Curve.through([(0, 1), (100, 1), (300, 5), (300, 2), (400, 0)])


def test_a_curve_is_straight_between_its_points_and_constant_beyond_them():
    assert HILL.at(np.array([-5.0, 0, 50, 200, 350, 400, 900])).tolist() == [1, 1, 1, 3, 1, 0, 0]


def test_its_integral_is_the_area_under_it():
    times = np.array([0.0, 100, 200, 299.999, 300.001, 400, 1000])
    finely = np.arange(0, 1000, 0.01)
    for time, area in zip(times, HILL.integral(times), strict=True):
        assert area == pytest.approx(HILL.at(finely[finely < time]).sum() * 0.01, abs=0.1)


def test_a_pchip_passes_its_points_smoothly_and_is_constant_beyond_them():
    way = Pchip.through([(0, 1), (100, 1), (300, 5), (300, 2), (400, 0)])
    assert way.at(np.array([-5.0, 0, 50, 100, 200, 299.9999, 300, 350, 400, 900])).tolist() == pytest.approx(
        [1, 1, 1, 1, 3, 5, 2, 1, 0, 0], abs=1e-3
    )
    steps = np.diff(way.at(np.arange(100.0, 300.0)), 2)
    assert np.abs(steps).max() < 1e-3


def test_a_pchip_through_one_point_is_constant():
    assert Pchip.through([(0, -40)]).at(np.array([0.0, 5, 900])).tolist() == [-40, -40, -40]
