"""Writes the pages of docs/ that come from the program itself; ``--check`` only says which are stale (status 1)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from typer.main import get_command

from cli import app

DOCS = Path(__file__).resolve().parent


def rules_page() -> str:
    """docs/rules.md: the manual of every review rule."""
    return _output(sys.executable, "-m", "review.manual")


def commands_page() -> str:
    """docs/commands.md: the help text of every command, as printed on 100 columns."""
    lines = ["# 命令行", "", "本页由 `make docs` 从各命令的帮助生成，请勿手工修改。", ""]
    for words in _commands(get_command(app), ("jixiao",)):
        text = _output(str(Path(sys.executable).with_name("jixiao")), *words[1:], "--help")
        body = "\n".join(line.rstrip() for line in text.strip().splitlines())
        lines += [f"## {' '.join(words)}", "", "```text", body, "```", ""]
    return "\n".join(lines)


def _commands(command: object, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    for name, child in getattr(command, "commands", {}).items():  # only a group has them
        yield from _commands(child, (*words, name))


def _output(*command: str) -> str:
    settings = {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=DOCS.parent, env=settings)
    if done.returncode:
        sys.exit(f"{' '.join(command[1:])} failed:\n{done.stderr}")
    return done.stdout


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them with what is there."""
    stale = []
    for name, text in {"rules.md": rules_page(), "commands.md": commands_page()}.items():
        page = DOCS / name
        if page.is_file() and page.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            page.write_text(text, encoding="utf-8")
    if stale and "--check" in arguments:
        print(f"docs/ 已过期：{'、'.join(stale)}；请运行 make docs 并提交。", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
