"""A review in steps says the same as one in a piece, tells how far it is, and stops where it is told to."""

import pytest

from review.batch import review_stepwise
from review.engine import review
from tests.ui.builder import document, project

DOCUMENTS = [document(project(1, f"项目{n}"), source=f"{n}.txt") for n in range(3)]


class Stopped(Exception):
    """What a page raises when somebody presses stop."""


def test_steps_change_nothing_and_tell_how_far_they_are() -> None:
    told: list[tuple[int, int]] = []
    report = review_stepwise(DOCUMENTS, lambda done, total: told.append((done, total)), tables=1)
    assert report == review(DOCUMENTS)
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_what_the_progress_raises_stops_the_work() -> None:
    def progress(done: int, total: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        review_stepwise(DOCUMENTS, progress, tables=1)
