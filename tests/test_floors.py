"""The floors for the single modules beside the packages; import-linter holds the packages themselves to theirs."""

from __future__ import annotations

import ast

import pytest

from tests.conftest import ROOT

OURS = {
    "app",
    "cli",
    "commands",
    "doctor",
    "terminal",
    "settings",
    "errors",
    "corpus",
    "prompts",
    "review",
    "drafting",
    "ui",
}
HEAVY = {"chromadb", "langchain", "langchain_core", "langchain_openai", "openai", "streamlit"}
ALLOWED = {
    "errors": set(),
    "settings": {"errors"},
    "terminal": OURS - {"app", "cli", "commands", "ui"},
    "doctor": OURS - {"app", "cli", "commands", "ui"},
    "cli": OURS - {"app", "ui"},
    "app": OURS - {"cli", "commands"},
}


def imported(module: str) -> set[str]:
    """Top-level names of everything that ``module`` imports anywhere in its file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / f"{module}.py").read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("module", ALLOWED)
def test_a_door_looks_down_only(module: str) -> None:
    assert imported(module) & OURS <= ALLOWED[module]


@pytest.mark.parametrize("module", sorted(set(ALLOWED) - {"app", "doctor"}))
def test_only_the_web_door_knows_streamlit_and_none_knows_a_model_or_an_index(module: str) -> None:
    assert not imported(module) & HEAVY


def test_every_module_beside_the_packages_has_a_floor() -> None:
    assert {path.stem for path in ROOT.glob("*.py")} == set(ALLOWED)
