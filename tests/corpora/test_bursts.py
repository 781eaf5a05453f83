from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.bursts import find_bursts


def marked(counts):
    return [place for place, burst in enumerate(find_bursts(counts)) if burst]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([0, 0, 0], []),
        ([7], []),
        ([5, 6, 5, 4, 6, 5, 6], []),
        ([2, 3, 2, 2, 40, 45, 3, 2, 2, 3], [4, 5]),
        ([0] * 20 + [3] + [0] * 20, []),
        ([0] * 20 + [9] + [0] * 20, [20]),
        ([20, 2, 2, 3, 2, 2, 2, 3, 2, 19], [0, 9]),
    ],
)
def test_bursts(counts, expected):
    assert marked(counts) == expected


@given(st.lists(st.integers(0, 500), max_size=60))
def test_every_burst_rises_above_the_mean(counts):
    runs = [list(run) for burst, run in groupby(range(len(counts)), find_bursts(counts).__getitem__) if burst]
    assert all(max(counts[place] for place in run) > sum(counts) / len(counts) for run in runs)


@given(st.integers(0, 1000), st.integers(1, 50))
def test_what_is_always_the_same_is_no_burst(count, many):
    assert marked([count] * many) == []
