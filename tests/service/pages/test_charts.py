import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.pages.charts import HEIGHT, LABELS, LEFT, TOP, WIDTH, build_chart, round_up


@pytest.mark.parametrize(
    ("value", "top"), [(0, 1), (1, 1), (3, 5), (0.04, 0.05), (21, 25), (99, 100), (100, 100), (12345, 20000)]
)
def test_scale_ends_at_a_number_that_reads_well(value, top):
    assert round_up(value) == pytest.approx(top)


@given(st.lists(st.floats(0, 1e12), min_size=1, max_size=60), st.integers(1, 2))
def test_bars_stay_in_the_chart_and_grow_with_their_values(values, number):
    chart = build_chart([values] * number, [str(index) for index in range(len(values))])
    for bars in chart.bars:
        assert all(bar.x >= LEFT - 1 and bar.x + bar.width <= WIDTH for bar in bars)
        assert all(bar.y >= TOP - 1 and bar.y + bar.height <= HEIGHT for bar in bars)
        highest = max(range(len(values)), key=lambda index: values[index])
        assert bars[highest].height == max(bar.height for bar in bars)


def test_labels_do_not_crowd():
    names = [f"20{year:02}-{month:02}" for year in range(10, 22) for month in range(1, 13)]
    labels = build_chart([[1.0] * len(names)], names).labels
    assert len(labels) <= LABELS
    assert labels[0].label == "2010-01"


def test_shares_are_percentages():
    assert [tick.label for tick in build_chart([[0.2]], ["2022"], percent=True).scale][-1] == "20%"
