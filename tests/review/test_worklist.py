"""What to look at first, and what the filters leave."""

from review import worklist
from review.findings import Assessment, Report, Severity
from tests.ui.builder import document, finding, project

A, B = project(1, "甲项目"), project(2, "乙项目")


def test_worst_first_and_every_finding_once() -> None:
    read = document(A, B)
    found = (
        finding(1, "value", Severity.HINT, of=A),
        finding(1, "value", Severity.ERROR, of=B),
        finding(None, "part_one", Severity.WARNING),
    )
    entries = worklist.entries([read], Report(findings=found))
    assert [entry.name for entry in entries] == ["乙项目", "第一部分与整份文档", "甲项目"]
    assert sum(sum(entry.counts) for entry in entries) == len(found)


def test_grades_reach_their_table() -> None:
    grade = Assessment(document="示例.txt", project="甲项目", project_no=1, grade="良", score=85)
    (entry,) = worklist.entries([document(A)], Report(assessment=(grade,)))
    assert entry.grade == "良"


def test_filters() -> None:
    found = [finding(severity=severity) for severity in Severity]
    assert worklist.chosen(found, [], []) == found
    assert worklist.chosen(found, [Severity.WARNING], []) == [found[1]]
    assert worklist.chosen(found, [], ["JX999"]) == []


def test_the_same_file_twice_is_one_and_equal_names_are_told_apart() -> None:
    one, other = document(A), document(B)
    assert [d.source for d in worklist.distinct_sources([one, one, other])] == ["示例.txt", "示例.txt（2）"]
