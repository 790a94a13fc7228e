"""The command line as others call it: the installed script in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

SAMPLE = ROOT / "ui" / "samples" / "emergency.json"
BRIEF = {"name": "森林防火宣传与演练", "budget": 18, "purpose": "购置宣传品,组织两次演练,培训护林员"}


class Run:
    """One finished command."""

    def __init__(self, done: subprocess.CompletedProcess[bytes]) -> None:
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")
        self.raw = done.stdout

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def jixiao(*words: str | Path, data: Path | None = None, stdin: str | bytes = b"", cwd: Path | None = None) -> Run:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("JIXIAO_", "OPENAI_"))}
    if data is not None:
        environment["JIXIAO_DATA"] = str(data)
    fed = stdin.encode() if isinstance(stdin, str) else stdin
    command = [str(Path(sys.executable).with_name("jixiao")), *map(str, words)]
    return Run(
        subprocess.run(command, input=fed, capture_output=True, env=environment, cwd=cwd, check=False, timeout=300)
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with our sample documents."""
    data = tmp_path_factory.mktemp("corpus")
    added = jixiao("corpus", "add", SAMPLE.parent, data=data)
    assert added.status == 0, added.err
    return data


METER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def cost(*words: str | Path) -> tuple[float, float]:
    """Seconds of processor time and peak memory in MB of one command.

    Not the clock on the wall, which would measure our neighbours; and by a small process in between, since a child
    begins with the peak memory of the process that forks it.
    """
    command = [sys.executable, "-c", METER, str(Path(sys.executable).with_name("jixiao")), *map(str, words)]
    seconds, megabytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(seconds), float(megabytes)


def test_help_is_chinese_and_quick() -> None:
    run = jixiao("--help")
    assert run.status == 0
    assert "绩效目标表" in run.out
    assert min(cost("--help")[0] for _ in range(3)) < 0.4


@pytest.mark.parametrize("words", [["--help"], ["review", str(SAMPLE)]], ids=["help", "review"])
def test_light_commands_load_nothing_heavy(words: list[str]) -> None:
    probe = (
        "import sys\n"
        f"sys.argv = ['jixiao', *{words!r}]\n"
        "import cli\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'chromadb', 'streamlit', 'langchain', 'langchain_openai', 'openai', 'pandas'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip().endswith("HEAVY []")


def test_review_of_a_seed_is_quick_and_small(shared: Path) -> None:
    seed = next((shared / "seeds").glob("002_*.txt"))
    costs = [cost("review", seed, "--format", "json") for _ in range(3)]
    assert min(seconds for seconds, _ in costs) < 2.0
    assert max(megabytes for _, megabytes in costs) < 200


def test_read_prints_the_contract() -> None:
    run = jixiao("read", SAMPLE)
    document = run.json["documents"][0]
    assert run.status == 0
    assert run.json["version"] == 1
    assert set(document) >= {"source", "sha256", "year", "department", "part_one", "projects", "notices"}
    row = document["projects"][0]["indicators"][0]
    assert set(row) >= {"level1", "level2", "level3", "description", "value", "basis", "weight", "where"}
    assert set(row["value"]) >= {"text", "operator", "number", "unit"}


def test_read_shows_the_table_in_the_terminal() -> None:
    run = jixiao("read", SAMPLE, "--format", "table")
    assert run.status == 0
    assert "三级指标" in run.out


def test_what_read_prints_can_be_reviewed_from_a_pipe() -> None:
    printed = jixiao("read", SAMPLE)
    piped = jixiao("review", "-", "--format", "json", stdin=printed.raw)
    direct = jixiao("review", SAMPLE, "--format", "json")
    assert [f["code"] for f in piped.json["findings"]] == [f["code"] for f in direct.json["findings"]]


def test_review_prints_the_contract_and_exits_1_for_errors() -> None:
    run = jixiao("review", SAMPLE, "--format", "json")
    report = run.json
    assert run.status == 1
    assert set(report) >= {"version", "findings", "checks", "assessment", "model"}
    assert set(report["checks"]) >= {"ran", "not_applicable", "could_not_run"}
    for finding in report["findings"]:
        assert set(finding) >= {"code", "name", "severity", "source", "document", "project", "project_no", "where"}
        assert finding["evidence"] and finding["message"] and finding["suggestion"] and finding["clause"]


@pytest.mark.parametrize(("fail_on", "status"), [("error", 1), ("hint", 1), ("never", 0)])
def test_fail_on(fail_on: str, status: int) -> None:
    assert jixiao("review", SAMPLE, "--fail-on", fail_on).status == status


def test_select_and_ignore_take_codes_names_and_prefixes() -> None:
    only = jixiao("review", SAMPLE, "--format", "json", "--select", "unmeasurable-percent,JX6").json
    assert {f["code"][:3] if f["code"].startswith("JX6") else f["name"] for f in only["findings"]} <= {
        "JX6",
        "unmeasurable-percent",
    }
    without = jixiao("review", SAMPLE, "--format", "json", "--ignore", "unmeasurable-percent").json
    assert "unmeasurable-percent" not in {f["name"] for f in without["findings"]}


def test_a_baseline_hides_what_was_there(tmp_path: Path) -> None:
    baseline = tmp_path / "基线.json"
    first = jixiao("review", SAMPLE, "--format", "json", "--baseline", baseline)
    again = jixiao("review", SAMPLE, "--format", "json", "--baseline", baseline)
    assert baseline.exists()
    assert first.json["findings"]
    assert again.json["findings"] == []
    assert again.status == 0


def test_rules_and_explain() -> None:
    listed = jixiao("rules")
    code = listed.out.split()[0]
    explained = jixiao("explain", code)
    assert len(listed.out.splitlines()) >= 33
    assert all(word in explained.out for word in ("依据", "反例", "正例", "何时可忽略"))
    assert jixiao("explain", "unmeasurable-percent").status == 0
    unknown = jixiao("explain", "unmeasurable-percnt")
    assert unknown.status == 2
    assert "unmeasurable-percent" in unknown.err


def test_bad_files_get_a_sentence_each_and_the_good_one_is_read(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "假.txt").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "坏.docx").write_bytes(b"no zip")
    (tmp_path / "大.txt").write_bytes(os.urandom(1024) * 1024 * 50)
    names = ["空.txt", "假.txt", "坏.docx", "大.txt", "没有.txt"]
    run = jixiao("read", SAMPLE, *(tmp_path / name for name in names))
    assert run.status == 2
    assert len(run.json["documents"]) == 1
    lines = run.err.strip().splitlines()
    assert len(lines) == len(names)
    assert "Traceback" not in run.err


def test_bad_files_leave_the_corpus_as_it_was(corpus: Path, tmp_path: Path) -> None:
    before = jixiao("corpus", "stats", "--format", "json", data=corpus).out
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"no zip")
    run = jixiao("corpus", "add", bad, data=corpus)
    assert run.status == 2
    assert jixiao("corpus", "stats", "--format", "json", data=corpus).out == before


def test_adding_twice_changes_nothing(corpus: Path) -> None:
    before = jixiao("corpus", "list", "--format", "json", data=corpus).out
    again = jixiao("corpus", "add", SAMPLE.parent, data=corpus)
    assert again.status == 0
    assert jixiao("corpus", "list", "--format", "json", data=corpus).out == before


def test_export_and_add_elsewhere_give_the_same_corpus(corpus: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "库.jsonl", tmp_path / "other"
    assert jixiao("corpus", "export", file, data=corpus).status == 0
    assert jixiao("corpus", "add", file, data=other).status == 0

    def held(data: Path) -> list[tuple[str, int]]:
        listed = jixiao("corpus", "list", "--format", "json", data=data).json["documents"]
        return sorted((one["source"], one["indicators"]) for one in listed)

    assert held(other) == held(corpus)
    removed = jixiao("corpus", "list", "--format", "json", data=other).json["documents"][0]["id"]
    assert jixiao("corpus", "remove", removed, "--data", other).status == 0
    assert len(held(other)) == len(held(corpus)) - 1
    assert jixiao("corpus", "rebuild", data=other).status == 0


def test_search_prints_the_contract(corpus: Path) -> None:
    run = jixiao("search", "购置应急物资的数量", "--kind", "indicator", "--top", "3", data=corpus)
    assert run.status == 0
    assert run.json["query"] == "购置应急物资的数量"
    assert 0 < len(run.json["results"]) <= 3
    for hit in run.json["results"]:
        assert set(hit) >= {
            "id",
            "kind",
            "score",
            "why",
            "document",
            "project",
            "department",
            "year",
            "indicator",
            "where",
        }
        assert hit["why"]


def test_search_reads_a_query_a_line(corpus: Path) -> None:
    run = jixiao("search", "-", "--flat", data=corpus, stdin="演练次数\n图书购置数量\n")
    answers = [json.loads(line) for line in run.out.splitlines()]
    assert [answer["query"] for answer in answers] == ["演练次数", "图书购置数量"]


def test_an_empty_corpus_says_what_to_do(tmp_path: Path) -> None:
    run = jixiao("search", "演练次数", data=tmp_path / "new")
    assert run.status == 2
    assert "corpus add" in run.err


def test_first_hit_is_the_one_asked_for(shared: Path, tmp_path: Path) -> None:
    seeds = sorted((shared / "seeds").glob("*.txt"))
    assert jixiao("corpus", "add", *seeds, "--data", tmp_path).status == 0
    first = jixiao("search", "招商引资活动次数", "--kind", "indicator", "--data", tmp_path).json["results"][0]
    assert first["project"] == "招商引资专项资金"
    assert "活动数量" in first["indicator"]["level3"]


def test_draft_of_the_issue_fits_its_budget_and_passes_our_own_review(tmp_path: Path) -> None:
    words = ["draft", "--name", BRIEF["name"], "--budget", "18", "--purpose", BRIEF["purpose"], "--no-model"]
    run = jixiao(*map(str, words), "--format", "json", data=tmp_path)
    draft = run.json
    assert run.status == 0, run.err
    assert 8 <= len(draft["indicators"]) <= 14
    assert [f for f in draft["review"]["findings"] if f["severity"] == "error"] == []
    assert draft["budget"]["total"] in ("18", "18.00")
    assert draft["spending_plan"][-1]["percent"] == "100"
    assert all(row["sources"] for row in draft["indicators"])
    assert draft["questions"]
    cited = [c for row in draft["indicators"] for c in row["basis"]["citations"] if c["number"]]
    assert cited == []


def test_draft_to_word_is_read_back_as_it_was(tmp_path: Path) -> None:
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps(BRIEF | {"year": 2027, "department": "示例县林业局"}, ensure_ascii=False), "utf-8")
    draft = jixiao("draft", "--brief", brief, data=tmp_path).json
    for fmt in ("docx", "xlsx"):
        file = tmp_path / f"draft.{fmt}"
        assert jixiao("draft", "--brief", brief, "--format", fmt, "-o", file, data=tmp_path).status == 0
        project = jixiao("read", file).json["documents"][0]["projects"][0]
        assert project["title"] == project["name"] == draft["name"], (
            "above the table stands its name, and 绩效目标表 once"
        )
        assert project["goals"] == draft["goals"]
        assert project["purpose"] == draft["purpose"]
        assert project["spending_plan"] == draft["spending_plan"]
        for got, want in zip(project["indicators"], draft["indicators"], strict=True):
            fields = ("level1", "level2", "level3", "description", "value", "basis")
            assert [got[field] for field in fields] == [want[field] for field in fields]


def test_drafts_a_line(tmp_path: Path) -> None:
    lines = [json.dumps(BRIEF, ensure_ascii=False), json.dumps(BRIEF | {"name": "护林员培训"}, ensure_ascii=False)]
    run = jixiao("draft", "--brief", "-", data=tmp_path, stdin="\n".join(lines))
    assert [json.loads(line)["name"] for line in run.out.splitlines()] == [BRIEF["name"], "护林员培训"]


def test_draft_from_a_proposal_shows_the_words_it_rests_on(tmp_path: Path) -> None:
    file = tmp_path / "申报.txt"
    text = "项目名称：村级路灯安装\n申请资金（万元）：16\n主要内容：安装路灯80盏，培训管护员20人次"
    file.write_text(text, "utf-8")
    draft = jixiao("draft", "--from", file, "--no-model", data=tmp_path).json
    assert (draft["name"], draft["budget"]["total"]) == ("村级路灯安装", "16")
    assert all(quoted["quote"] in text for quoted in draft["from"]["quotes"])
    file.write_text("主要内容：安装路灯80盏", "utf-8")
    run = jixiao("draft", "--from", file, "--no-model", data=tmp_path)
    assert run.status == 2
    assert "没有找到项目名称" in run.err


def test_improve_says_row_by_row_what_is_wrong(tmp_path: Path) -> None:
    told = jixiao("draft", "--improve", SAMPLE, data=tmp_path).json["critiques"]
    projects = jixiao("read", SAMPLE).json["documents"][0]["projects"]
    assert [len(one["rows"]) for one in told] == [len(project["indicators"]) for project in projects]
    assert {"findings", "better", "reference_value"} <= told[0]["rows"][0].keys()


def test_export_writes_the_form_again(tmp_path: Path) -> None:
    file = tmp_path / "表.docx"
    assert jixiao("export", SAMPLE, "--format", "docx", "-o", file).status == 0
    before = jixiao("read", SAMPLE).json["documents"][0]["projects"]
    after = jixiao("read", file).json["documents"][0]["projects"]
    assert [p["name"] for p in after] == [p["name"] for p in before]


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["read"],
        ["review", "--format", "pdf", str(SAMPLE)],
        ["review", "--select", "JX999", str(SAMPLE)],
        ["draft", "--name", "x", "--budget", "-3", "--purpose", "y"],
        ["draft", "--name", "x", "--budget", "许多", "--purpose", "y"],
        ["draft", "--brief", "没有.json"],
        ["export", str(SAMPLE), "--format", "docx", "-o", "没有这个文件夹/a.docx"],
        ["corpus", "remove", "nothing"],
    ],
    ids=lambda words: " ".join(words)[:24],
)
def test_a_wrong_call_gets_one_sentence_and_status_2(words: list[str], tmp_path: Path) -> None:
    run = jixiao(*words, data=tmp_path, cwd=tmp_path)
    assert run.status == 2
    assert run.out == ""
    assert 0 < len(run.err.strip().splitlines()) <= 2
    assert "Traceback" not in run.err


def test_an_unknown_setting_is_refused(tmp_path: Path) -> None:
    (tmp_path / "jixiao.toml").write_text('colour = "red"\n', "utf-8")
    run = jixiao("review", SAMPLE, cwd=tmp_path)
    assert run.status == 2
    assert "colour" in run.err


def test_doctor_tells_what_works(tmp_path: Path) -> None:
    run = jixiao("doctor", data=tmp_path)
    assert run.status == 0
    assert all(word in run.out for word in ("模型端点", "向量", "语料库", "中文字体", "文字识别"))
