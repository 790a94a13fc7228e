"""What it costs to take the tokens from one on for one cell, for every end that the cell might have.

Counted token by token, so that a longer cell costs no more work than the one token by which it is longer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log

from corpus.flow.tokens import Token, goes_on

NARROWER = 3
"""How much narrower than its column a cell may be set."""
RESTART_LEAST = 3
"""A repeated line shorter than this says nothing."""
HOPELESS = 16.0
"""A run whose line breaks cost more than this is no cell, nor is any longer one."""


class Runs:
    """The runs of one segment's tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._goes_on = [k > 0 and goes_on(tokens[k - 1], token) for k, token in enumerate(tokens)]
        self._beside = [k > 0 and _beside(tokens[k - 1].text, token.text) for k, token in enumerate(tokens)]
        self._torn = [k > 0 and _torn(tokens[k - 1].text, token.text) for k, token in enumerate(tokens)]

    def costs(
        self, first: int, last: int, width: int, too_wide: float, words: Callable[[int], bool] | None, before: int = -1
    ) -> list[float]:
        """Costs of the runs from token ``first`` to each further token before ``last``, up to the first hopeless one.

        ``width``: of the column; ``too_wide``: what each column costs by which a line is wider. ``words(end)``: whether
        the run up to ``end`` is words, in which whole values and a repeated first line are out of place; None where
        they never are. ``before``: the token, one page earlier, behind which the run goes on; -1 for none.
        """
        tokens, goes_on = self._tokens, self._goes_on
        found: list[float] = []
        breaks: list[tuple[int, float]] = []  # columns needed to go on in the line, weight of the break
        joined, again, early, fits = 0.0, 0.0, 0.0, False
        line = longest = values = 0
        measure = narrowest = max(0, width - NARROWER)
        begin = first if before < 0 else before
        start = tokens[begin].folded
        only_values = True
        full_line = 0.4 * log(max(width, 1) / 2)
        for k in (*((before,) if before >= 0 else ()), *range(first, last)):
            token = tokens[k]
            if k == begin:
                pass
            elif goes_on[k] and not (before >= 0 and k == first):
                joined += 3.0 if self._beside[k] else 0.3
            else:
                same_page = token.part == tokens[before if k == first else k - 1].part
                needed = line + token.lead
                breaks.append((needed, 1.0 if same_page else 0.5))
                fits = fits or needed <= width
                if line > longest:
                    longest = line
                    measure = min(width, max(longest, narrowest))
                early = _early(breaks, measure)
                line = 0
            if k != begin and token.new_line and token.folded == start:
                again = 3.0 if len(start) >= RESTART_LEAST else 0.0
            line += token.width
            if line > width + 1:
                joined += too_wide * (line - width - 1)
            only_values = only_values and token.line_is_value
            values += token.line_is_value and token.new_line
            if k == before:
                continue
            cost = joined + (0.5 * (width - measure) + early if fits else 0.0)
            swallowed = 0.0 if only_values else 4.0 * values
            if (swallowed or again) and words is not None and words(k + 1):
                cost += swallowed + again
            if cost > HOPELESS and k > first:
                break
            # A cell border: a bare number is rarely torn from the word behind it (13 号文); a cell whose last line is just
            # full is as rare as its column is wide.
            if k + 1 == last:
                pass
            elif self._goes_on[k + 1]:
                cost += 2.5 if self._torn[k + 1] else 0.0
            elif line + tokens[k + 1].lead > width:
                cost += full_line
            found.append(cost)
        return found


def _early(breaks: Sequence[tuple[int, float]], measure: int) -> float:
    """Cost of lines that end although the next word would have had room.

    A cell may be set narrower than its column throughout; then its own longest line is the ``measure``.
    """
    early = 0.0
    for needed, weight in breaks:
        if needed <= measure:
            early += weight * (2.0 + 0.5 * (measure - needed))
    return early


def _beside(before: str, after: str) -> bool:
    """Whether a blank stands between two Chinese characters."""
    return _is_chinese(before[-1]) and _is_chinese(after[0])


def _torn(before: str, after: str) -> bool:
    """Whether a blank stands between a number and a word."""
    return before[-1].isdigit() and _is_chinese(after[0])


def _is_chinese(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
