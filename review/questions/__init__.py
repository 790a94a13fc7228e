"""The questions that a model is asked about a table: see :mod:`review.question`."""
