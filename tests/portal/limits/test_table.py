"""What every row of the table must be."""

from datetime import timedelta

import pytest

from portal.limits import table
from portal.limits.rates import RateLike, rate

ROWS = {**table.LIMITS, **table.ACTS, "files": table.FILES, "others": table.OTHERS}
DAY = timedelta(days=1)


def in_a_day(each: RateLike) -> float:
    found = rate(each)
    return found.limit * (DAY / found.period)


@pytest.mark.parametrize("name", [*ROWS, *table.PACES])
def test_no_network_not_even_a_crowded_one_reaches_what_everybody_shares(name: str) -> None:
    if row := ROWS.get(name):
        shared, one = row.everyone, row.network
    else:
        shared, one = (table.PACES[name].everyone,), (table.PACES[name].network,)
    assert one
    for each in shared:
        assert in_a_day(each) >= table.CROWD * min(map(in_a_day, one))
        assert rate(each).limit >= table.CROWD * min(rate(own).limit for own in one)


@pytest.mark.parametrize("name", ROWS)
def test_an_account_alone_reaches_no_bound_of_its_network(name: str) -> None:
    row = ROWS[name]
    if row.account:
        assert min(map(in_a_day, row.account)) < min(map(in_a_day, row.network))


@pytest.mark.parametrize("rates", [((0, "1h"),), ((1, "1w"),), ((1, "8d"),), ((1, "h"),)])
def test_a_row_that_says_no_rate_is_refused(rates: tuple[RateLike, ...]) -> None:
    with pytest.raises(ValueError, match="No rate"):
        table.Limit(network=rates)
