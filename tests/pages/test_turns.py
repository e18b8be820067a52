"""Pages are drawn a few at once, and nobody waits for ever."""

import threading

import pytest

from ocop.ui import turns


def test_no_more_than_a_few_at_once_and_each_gets_its_turn() -> None:
    at_once, most, done = 0, 0, 0
    lock, go = threading.Lock(), threading.Event()

    def draw() -> None:
        nonlocal at_once, most, done
        with turns.turn():
            with lock:
                at_once += 1
                most = max(most, at_once)
            go.wait(0.02)
            with lock:
                at_once -= 1
                done += 1

    threads = [threading.Thread(target=draw) for _n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (most, done) == (turns.AT_ONCE, 20)


def test_a_turn_ends_with_an_error_and_whoever_waited_too_long_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    for _n in range(2 * turns.AT_ONCE):
        with pytest.raises(ZeroDivisionError), turns.turn():
            raise ZeroDivisionError
    held = [turns.turn() for _n in range(turns.AT_ONCE)]
    for each in held:
        each.__enter__()
    with turns.turn():
        pass  # all turns are taken, and it comes in all the same
    for each in held:
        each.__exit__(None, None, None)
    with turns.turn():
        assert turns._turns.acquire(blocking=False), "the turns that were held are free again"
        turns._turns.release()
