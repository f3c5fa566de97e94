"""Day before month, or month before day? Found out from a whole export, never from one line.

A number over 12 decides. Where there is none, the order in which the file's times never run back
decides, since such exports are written from old to new. Where both fit, nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from app.collect.chats.problems import Problems
from app.collect.chats.spoken import clock_of
from app.domain.evidence.intake import DayOrder


class Order(Enum):
    """How the numbers of a date are to be read."""

    YEAR_FIRST = "year_first"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class Written(NamedTuple):
    """A date and time as its numbers stand there, year written with two or four digits."""

    first: int
    second: int
    third: int
    hour: int
    minute: int
    at_second: int
    year_first: bool


def read(written: Written, order: Order) -> datetime | None:
    """The clock time in an order; None where the calendar has no such."""
    if written.year_first:
        year, month, day = written.first, written.second, written.third
    elif order is Order.MONTH_FIRST:
        month, day, year = written.first, written.second, written.third
    else:
        day, month, year = written.first, written.second, written.third
    full = year + 2000 if year < 100 else year
    return clock_of(full, month, day, written.hour, written.minute, written.at_second)


ASKED = "day_order_asked"
"""The code of an export that is not read until the person says its order."""


def settled(
    dates: Iterable[Written], days: DayOrder, problems: Problems, title: str
) -> Order | None:
    """The order to read a file in, by itself or by the person's word; None where it has to wait.

    `title` is where the file's dates begin, for the problem that is noted.
    """
    order, sure = order_of(dates)
    if sure:
        return order
    if days is DayOrder.ASKED:
        problems.add(title, ASKED)
        return None
    if days is DayOrder.ASSUMED:
        problems.add(title, "day_order_unsure")
        return order
    return Order.MONTH_FIRST if days is DayOrder.MONTH_FIRST else Order.DAY_FIRST


def order_of(dates: Iterable[Written]) -> tuple[Order, bool]:
    """The order that a file's dates are in, and whether that is sure.

    Streams: keeps counts only.
    """
    over = {Order.DAY_FIRST: 0, Order.MONTH_FIRST: 0}
    back = {Order.DAY_FIRST: 0, Order.MONTH_FIRST: 0}
    last: dict[Order, datetime | None] = {Order.DAY_FIRST: None, Order.MONTH_FIRST: None}
    any_asked = False
    for written in dates:
        if written.year_first:
            continue
        any_asked = True
        over[Order.DAY_FIRST] += written.first > 12
        over[Order.MONTH_FIRST] += written.second > 12
        for order in over:
            clock = read(written, order)
            before = last[order]
            if clock is not None:
                back[order] += before is not None and clock < before
                last[order] = clock
    if not any_asked:
        return Order.YEAR_FIRST, True
    for signs in (over, {order: -count for order, count in back.items()}):
        if signs[Order.DAY_FIRST] != signs[Order.MONTH_FIRST]:
            return max(signs, key=signs.__getitem__), True
    return Order.DAY_FIRST, False
