"""Prints docs/rules.md: ``python -m review.rules_page > docs/rules.md``; ``make check`` compares the two."""

import sys

from review.engine import rules
from review.manual import page

if __name__ == "__main__":
    sys.stdout.write(page(rules()))
