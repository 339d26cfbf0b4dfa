"""How much of a long test to run: the environment variable LONG is a share, such as `1/20` (CI) or `1` (by hand)."""

from __future__ import annotations

import math
import os
from fractions import Fraction

import pytest


def share(whole: int) -> int:
    """How many of `whole` rounds to run, at least one; skips the test where LONG is not set."""
    wanted = os.environ.get("LONG", "")
    if not wanted:
        pytest.skip("long: set LONG=1/20 or LONG=1")
    return max(1, math.ceil(whole * Fraction(wanted)))
