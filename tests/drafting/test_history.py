"""What earlier tables set is shown beside a draft, and their documents stay where they belong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import samples
from corpus.store import Corpus
from drafting.brief import brief_of
from drafting.cite import place, user_documents
from drafting.compose import draft
from drafting.draft import Draft, SourceKind

FIRE = {"name": "森林防火宣传与演练", "budget": 18, "purpose": "购置宣传品,组织两次演练,培训护林员", "year": 2027}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("corpus")
    with Corpus.open(folder) as opened:
        for sample in samples():
            opened.add(sample)
        yield opened


@pytest.mark.parametrize(
    ("department", "expected"),
    [
        ("示例县应急管理局", "示例县"),
        ("示例市市场监督管理局", "示例市"),
        ("示例县城市管理综合行政执法局", "示例县"),
        ("示例县清水镇人民政府", "示例县清水镇"),
        ("公安局", None),
        (None, None),
    ],
)
def test_place(department: str | None, expected: str | None) -> None:
    assert place(department) == expected


def _bases(result: Draft) -> list[str]:
    return [row.basis for row in result.rows if row.basis]


def test_a_neighbours_target_is_a_reference_and_never_the_target(corpus: Corpus) -> None:
    result = draft(brief_of(FIRE | {"department": "另例县林业局"}), corpus)
    row = next(row for row in result.rows if row.name == "护林员培训人次")
    assert row.pending
    assert row.reference_value == "≥160人次（示例县林业局 2026 森林防火专项）"
    assert SourceKind.HISTORY in {source.kind for source in row.sources}


def test_a_document_of_another_place_is_a_source_and_never_the_basis(corpus: Corpus) -> None:
    result = draft(brief_of(FIRE | {"department": "另例县林业局"}), corpus)
    assert _bases(result) == []
    assert any("示例县" in source.quote for row in result.rows for source in row.sources if "#basis" in source.id)


def test_a_standing_document_of_the_same_unit_is_kept_and_an_annual_one_is_not(corpus: Corpus) -> None:
    result = draft(brief_of(FIRE | {"department": "示例县林业局"}), corpus)
    assert "《示例县护林员管理办法》" in _bases(result)
    assert not any("2026年" in basis for basis in _bases(result))


def test_the_users_document_founds_counts_and_dates() -> None:
    result = draft(brief_of(FIRE | {"basis": ["《示例县森林防火规划》"]}))
    assert "《示例县森林防火规划》" in _bases(result)
    book = brief_of(FIRE | {"purpose": "编纂《示例县年鉴》1部，落实《示例县档案工作实施方案》"})
    assert user_documents(book) == ("《示例县档案工作实施方案》",)


def test_last_years_rows_come_back_without_their_targets() -> None:
    sample = next(s for s in samples() if "林业" in s.source)
    result = draft(brief_of(FIRE | {"last_year": sample, "department": "示例县林业局"}))
    rows = [row for row in result.rows if any(s.id.startswith("last_year/") for s in row.sources)]
    assert rows
    assert all(row.pending or row.sources[0].kind is SourceKind.USER for row in rows)
    assert any((row.reference_value or "").endswith("（上年森林防火专项）") for row in rows)
