"""``python -m tests.eval.bench docs/benchmarks.md [part …]`` measures the parts named, or all quick ones, and writes their
sections into the page; the sections of other parts stay as they are."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.eval.bench.page import parts, refreshed


def main() -> None:
    """Measure and write."""
    known = parts()
    asked = argparse.ArgumentParser(prog="tests.eval.bench", description="measure, and write docs/benchmarks.md")
    asked.add_argument("page", type=Path)
    asked.add_argument("parts", nargs="*", help="、".join(known))
    options = asked.parse_args()
    if unknown := set(options.parts) - set(known):
        asked.error(f"no such part: {'、'.join(sorted(unknown))}; there are {'、'.join(known)}")
    for name in options.parts or [name for name, part in known.items() if part.QUICK]:
        print(f"measuring {name} …", file=sys.stderr)
        section = known[name].section()
        before = options.page.read_text(encoding="utf-8") if options.page.exists() else ""
        options.page.write_text(refreshed(before, name, section), encoding="utf-8")


if __name__ == "__main__":  # worker processes import this module under another name
    main()
