"""The rules, one a file, found by walking this package: see :mod:`review.engine`.

Folders follow the first digit of the code: completeness JX1xx, relevance JX2xx, adequacy JX3xx, feasibility JX4xx,
consistency JX5xx, wording and form JX6xx; the folders ``classes``, ``measurability`` and ``basis`` group row rules by topic.
"""
