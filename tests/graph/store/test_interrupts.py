"""Ctrl-C while the store is at work."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable

import pytest

from goodoffices.graph.store import interrupts
from goodoffices.graph.store.interrupts import interrupted_after, struck_at_once


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def fail() -> None:
    raise ConnectionError("the answer was cut")


def within(*steps: Callable[[], object]) -> None:
    with interrupted_after():
        for step in steps:
            step()


def test_an_interrupt_waits_until_the_block_is_over() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        within(press, lambda: done.append("the rest"))
    assert done == ["the rest"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_one_strikes_at_once() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        within(press, press, lambda: done.append("the rest"))
    assert done == []


def test_in_a_long_block_the_first_strikes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interrupts, "PATIENCE", -1.0)
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        within(press, lambda: done.append("the rest"))
    assert done == []


def test_what_fails_after_an_interrupt_is_the_interrupt() -> None:
    with pytest.raises(KeyboardInterrupt):
        within(press, fail)


def test_without_an_interrupt_nothing_changes() -> None:
    with pytest.raises(ConnectionError):
        within(fail)


def test_within_another_block_the_outer_one_decides() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        within(lambda: within(press), lambda: done.append("the rest"))
    assert done == ["the rest"]


def test_who_set_a_handler_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    try:
        with interrupted_after():
            press()
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [signal.SIGINT]


def test_another_thread_is_left_alone() -> None:
    done: list[str] = []

    def work() -> None:
        with interrupted_after():
            done.append("work")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["work"]


def giving_up(waiting: contextlib.AbstractContextManager[None], done: list[str], *steps: Callable[[], object]) -> None:
    with waiting, struck_at_once(lambda: done.append("given up")):
        for step in steps:
            step()


@pytest.mark.parametrize("inside_a_wait", [True, False])
def test_a_question_is_given_up_at_the_first(inside_a_wait: bool) -> None:
    done: list[str] = []
    waiting = interrupted_after() if inside_a_wait else contextlib.nullcontext()
    with pytest.raises(KeyboardInterrupt):
        giving_up(waiting, done, press, lambda: done.append("the rest"))
    assert done == ["given up"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def press_unheard() -> None:
    with contextlib.suppress(KeyboardInterrupt):
        press()


def test_an_interrupt_that_the_question_swallows_is_raised_after_it() -> None:
    with pytest.raises(KeyboardInterrupt):
        giving_up(interrupted_after(), [], press_unheard)
