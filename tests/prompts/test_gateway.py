"""The gateway against a scripted endpoint: the ladder, what is remembered, kept, recorded, bounded."""

from __future__ import annotations

import asyncio
import gc
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict
from werkzeug import Response

from errors import ModelError
from prompts.client import Wire
from prompts.faults import ReplyError, Stopped
from prompts.gateway import Client, client_of
from prompts.ladder import Rung
from prompts.loader import Message
from prompts.probe import probe
from settings import Settings
from tests.prompts.scripted import KEY, MODEL, Asked, called, completion, endpoint, refused, rung_of, user_words

GOOD = '{"sum": 5}'


class Sum(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sum: int


def question(text: str = "二加三？") -> Message:
    return Message("probe", "0" * 12, "只输出 JSON。", text)


def client(settings: Settings) -> Client:
    found = client_of(settings)
    assert found is not None
    return found


def records(data: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (data / "model" / "calls.jsonl").read_text("utf-8").splitlines()]


def only(*rungs: str) -> Any:
    """An endpoint that takes these ways of asking and refuses the others as real servers do."""

    def script(asked: Asked) -> Response:
        rung = rung_of(asked)
        if rung not in rungs:
            return refused("This response_format type is unavailable now")
        return called(GOOD) if rung == "function_calling" else completion(GOOD)

    return script


@pytest.mark.parametrize("best", list(Rung))
def test_the_best_way_that_works_is_found_once_and_remembered(best: Rung, tmp_path: Path) -> None:
    accepted = list(Rung)[list(Rung).index(best) :]
    with endpoint(only(*accepted)) as server:
        with client(server.settings(tmp_path)) as first:
            assert first.ask(question(), Sum).sum == 5
        assert [rung_of(a) for a in server.asked] == [r.value for r in list(Rung)[: list(Rung).index(best) + 1]]
        server.asked.clear()
        with client(server.settings(tmp_path)) as second:
            assert second.ask(question("另一问"), Sum).sum == 5
        assert [rung_of(a) for a in server.asked] == [best.value]


def test_a_way_that_is_taken_but_not_followed_is_left(tmp_path: Path) -> None:
    def prose(asked: Asked) -> str:
        return GOOD if rung_of(asked) == "text" else "好的，结果是五。"

    with endpoint(prose) as server, client(server.settings(tmp_path)) as model:
        assert model.ask(question(), Sum).sum == 5
        assert len(server.asked) == 4
        assert "JSON Schema" in server.asked[-1]["messages"][0]["content"]


def test_a_server_that_changed_is_found_out_again(tmp_path: Path) -> None:
    with endpoint(only(*Rung)) as server:
        with client(server.settings(tmp_path)) as model:
            model.ask(question(), Sum)
        server.script = only("text")
        with client(server.settings(tmp_path)) as model:
            assert model.ask(question("换了"), Sum).sum == 5


def test_at_most_two_reasks_that_say_what_was_wrong(tmp_path: Path) -> None:
    answers = iter([GOOD, '{"sum": "五"}', '{"summe": 5}', '{"sum": 7}'])
    with endpoint(lambda _: next(answers)) as server, client(server.settings(tmp_path)) as model:
        model.ask(question(), Sum)
        assert model.ask(question("再问"), Sum).sum == 7
        told = [user_words(a) for a in server.asked[1:]]
        assert "不能用" not in told[0]
        assert all("不能用" in words and "sum" in words for words in told[1:])


def test_a_model_that_never_answers_rightly_is_left_after_three_questions(tmp_path: Path) -> None:
    with endpoint(only(*Rung)) as server, client(server.settings(tmp_path)) as model:
        model.ask(question(), Sum)
        server.script = lambda _: "[]"
        server.asked.clear()
        for number in range(3):
            with pytest.raises(ReplyError):
                model.ask(question(f"第{number}问"), Sum)
        assert len(server.asked) == 9
        with pytest.raises(ModelError, match="不再询问"):
            model.ask(question("第四问"), Sum)
        assert len(server.asked) == 9


def test_the_same_question_is_answered_from_what_was_kept(tmp_path: Path) -> None:
    with endpoint(only(*Rung)) as server:
        for _ in range(2):
            with client(server.settings(tmp_path)) as model:
                assert model.ask(question(), Sum).sum == 5
        assert len(server.asked) == 1
        assert (model.usage.calls, model.usage.cached, model.usage.tokens) == (0, 1, 0)
    assert [r["verdict"] for r in records(tmp_path)] == ["ok", "cached"]


def test_the_record_has_what_it_cost_and_nothing_of_what_was_said(tmp_path: Path) -> None:
    with endpoint(only(*Rung)) as server:
        with client(server.settings(tmp_path)) as model:
            model.ask(question("示例县防火宣传"), Sum)
        with client(server.settings(tmp_path, model_record_texts=True)) as model:
            model.ask(question("示例县防汛演练"), Sum)
    first, second = records(tmp_path)
    assert {k: first[k] for k in ("prompt", "digest", "model", "rung", "tokens_in", "tokens_out", "verdict")} == {
        "prompt": "probe",
        "digest": "0" * 12,
        "model": MODEL,
        "rung": "json_schema",
        "tokens_in": 50,
        "tokens_out": 10,
        "verdict": "ok",
    }
    assert "sent" not in first
    assert "示例县防汛演练" in second["sent"]


def test_personal_data_leaves_masked_and_comes_back(tmp_path: Path) -> None:
    class Echo(BaseModel):
        said: str

    words = "联系人：张示例，电话 13800001234，证件 110101199003077758，账号 6222020200112233445"

    def echo(asked: Asked) -> str:
        return json.dumps({"said": user_words(asked)}, ensure_ascii=False)

    with endpoint(echo) as server:
        for _ in range(2):  # the second from what was kept
            with client(server.settings(tmp_path)) as model:
                assert model.ask(question(words), Echo).said == words
        assert not any(
            secret in json.dumps(server.asked, ensure_ascii=False) for secret in ("张示例", "1380000", "110101", "6222")
        )
        with client(server.settings(tmp_path, model_mask=False)) as model:
            model.ask(question(words), Echo)
        assert user_words(server.asked[-1]) == words


def test_the_budget_of_tokens_stops_the_run(tmp_path: Path) -> None:
    with endpoint(only(*Rung)) as server, client(server.settings(tmp_path, model_tokens=100)) as model:
        model.ask(question("一"), Sum)
        model.ask(question("二"), Sum)
        with pytest.raises(Stopped, match="词元"):
            model.ask(question("三"), Sum)
        assert len(server.asked) == 2


def test_the_budget_of_money_stops_the_run(tmp_path: Path) -> None:
    # 60 tokens a call at 1,000 元 a million: 0.06 元.
    with endpoint(only(*Rung)) as server, client(server.settings(tmp_path, model_price=1000, model_money=0.1)) as model:
        model.ask(question("一"), Sum)
        model.ask(question("二"), Sum)
        with pytest.raises(Stopped, match=r"0\.1 元"):
            model.ask(question("三"), Sum)
        assert model.spent == pytest.approx(0.12)
        with pytest.raises(ModelError, match="model_price"):
            client_of(server.settings(tmp_path, model_money=1))


def test_the_time_of_the_run_is_bounded(tmp_path: Path) -> None:
    def slow(_: Asked) -> str:
        time.sleep(0.4)
        return GOOD

    with endpoint(slow) as server, client(server.settings(tmp_path, model_seconds=1)) as model:
        answers = model.ask_all([question(str(n)) for n in range(50)], Sum)
    assert len(server.asked) < 40, "after its time the run asks nothing more"
    assert any(isinstance(answer, Sum) for answer in answers)
    assert isinstance(answers[-1], ModelError)


def test_cancelling_ends_a_call_under_way(tmp_path: Path) -> None:
    def slow(_: Asked) -> str:
        time.sleep(6)
        return GOOD

    with endpoint(slow) as server, client(server.settings(tmp_path, model_timeout=30)) as model:
        threading.Timer(0.5, model.cancel).start()
        started = time.monotonic()
        with pytest.raises(Stopped, match="停止"):
            model.ask(question(), Sum)
        assert time.monotonic() - started < 5.5


def test_nothing_is_left_under_way_when_the_wire_is_closed(tmp_path: Path) -> None:
    """What is left would keep its asker waiting and print the library's traces when the program ends."""

    def slow(_: Asked) -> str:
        time.sleep(6)
        return GOOD

    with endpoint(slow) as server:
        wire = Wire(server.settings(tmp_path), MODEL, "127.0.0.1")
        shape = {"title": "sum", "type": "object", "properties": {}}
        asked = [wire.submit([("user", one)], shape, Rung.TEXT, 30) for one in "ab"]
        _until(lambda: len(server.asked) > 1)
        wire.close()
        assert all(future.cancelled() for future in asked)
        assert [one for one in gc.get_objects() if isinstance(one, asyncio.Task) and not one.done()] == []


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)


def test_no_more_than_the_set_number_at_once(tmp_path: Path) -> None:
    now = most = 0
    lock = threading.Lock()

    def counted(_: Asked) -> str:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.1)
        with lock:
            now -= 1
        return GOOD

    with endpoint(counted) as server, client(server.settings(tmp_path, model_parallel=2)) as model:
        answers = model.ask_all([question(str(n)) for n in range(8)], Sum)
    assert all(isinstance(answer, Sum) for answer in answers)
    assert most == 2


def test_a_model_on_this_machine_is_kept_from_running_on(tmp_path: Path) -> None:
    class Told(BaseModel):
        """Free words and a choice."""

        words: str
        choice: Literal["甲", "乙"]

    with endpoint(lambda _: '{"words": "好", "choice": "甲"}') as server, client(server.settings(tmp_path)) as model:
        model.ask(question(), Told)
    [asked] = server.asked
    fields = asked["response_format"]["json_schema"]["schema"]["properties"]
    assert fields["words"]["maxLength"] >= 80, "room for a quote"
    assert "maxLength" not in fields["choice"]


def test_whoever_watches_is_told_how_far_it_is_and_may_end_it(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with endpoint(lambda _: GOOD) as server, client(server.settings(tmp_path)) as model:
        model.watch = lambda answered, asked: told.append((answered, asked))
        model.ask_all([question(str(n)) for n in range(5)], Sum)
    assert told == sorted(told) and told[-1] == (5, 5)

    class Enough(BaseException):
        """As Streamlit breaks off a run."""

    def stop(answered: int, asked: int) -> None:
        raise Enough

    with endpoint(lambda _: GOOD) as server, client(server.settings(tmp_path)) as model:
        model.watch = stop
        with pytest.raises(Enough):
            model.ask_all([question(f"{n}?") for n in range(50)], Sum)
        assert len(server.asked) == 1
        with pytest.raises(Stopped):
            model.ask(question("又"), Sum)


def test_nothing_is_traced_to_anybody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint(only(*Rung)) as server, endpoint(only(*Rung)) as tracer:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracer.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "other")
        with client(server.settings(tmp_path)) as model:
            model.ask(question(), Sum)
        time.sleep(0.5)
        assert tracer.asked == []


def test_an_endpoint_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="JIXIAO_MODEL"):
        client_of(Settings(data=tmp_path, openai_base_url=f"http://u:{KEY}@127.0.0.1:1/v1?key={KEY}", model=None))
    assert client_of(Settings(data=tmp_path, openai_base_url=None, openai_api_key=None)) is None


@pytest.mark.parametrize("url", ["foo", "http://[bad", "http://h:99999/v1", "ftp://h/v1", "http://", "h:8000/v1"])
def test_what_is_no_address_is_told(url: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="OPENAI_BASE_URL") as caught:
        client_of(Settings(data=tmp_path, openai_base_url=url, openai_api_key=KEY, model=MODEL))
    assert KEY not in str(caught.value)


def test_a_key_that_cannot_be_one_is_told(tmp_path: Path) -> None:
    with endpoint(only(*Rung)) as server:
        with pytest.raises(ModelError, match="OPENAI_API_KEY"):
            client_of(Settings(data=tmp_path, openai_base_url=server.url, openai_api_key="密钥", model=MODEL))
        padded = Settings(data=tmp_path, openai_base_url=server.url, openai_api_key=f" {KEY}\n", model=MODEL)
        with client(padded) as model:
            assert model.ask(question(), Sum).sum == 5
        assert server.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_a_folder_that_takes_no_records_is_told(tmp_path: Path) -> None:
    (tmp_path / "model").write_text("in the way")
    with (
        endpoint(only(*Rung)) as server,
        client(server.settings(tmp_path)) as model,
        pytest.raises(ModelError, match="写不进"),
    ):
        model.ask(question(), Sum)


def test_the_probe_finds_every_way(tmp_path: Path) -> None:
    with endpoint(only("function_calling", "text")) as server:
        with client(server.settings(tmp_path)) as model:
            assert [rung for rung, works in probe(model).items() if works] == [Rung.FUNCTION_CALLING, Rung.TEXT]
        with client(server.settings(tmp_path)) as model:
            server.asked.clear()
            model.ask(question(), Sum)
        assert [rung_of(a) for a in server.asked] == ["function_calling"]
