"""The gateway to a model: one question in, one validated record out, or a ModelError.

Works with any OpenAI-compatible endpoint. How it can be made to answer in JSON is found out at the first question (see
:mod:`prompts.ladder`) and remembered; every reply is validated, at most two re-asks carry what was wrong. Waiting is
bounded three ways: each call, the tries of a call, the whole run. Use as a context manager.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel

from errors import ModelError
from prompts.client import OFFICIAL, Again, Answer, Unsupported, Wire, host_of, is_here
from prompts.faults import EndpointError, ReplyError, Stopped
from prompts.journal import Call, Journal, key_of
from prompts.ladder import Memory, Rung
from prompts.loader import Message
from prompts.local_model import is_small
from prompts.masking import Mask
from prompts.replies import NoAnswer, parsed

if TYPE_CHECKING:
    from settings import Settings

T = TypeVar("T", bound=BaseModel)
Watch = Callable[[int, int], None]
"""Told while questions are out, once a second and at each answer: how many of them are answered, how many there are.

What it raises ends the run: nothing more is asked, and calls under way are given up."""

REASKS = 2
"""Times that a question is put again with what was wrong."""
TRIES = 4
"""Times that one call is tried while the endpoint is busy or stumbles."""
_LONGEST_PAUSE = 20.0
_PATIENCE_HERE = 300.0
"""Seconds for one answer of a model on this machine, where nobody has set them: it shares the cores with everything
else, and slow is not dead. The limit of the whole run holds as ever."""
_PARALLEL = 4
_BEAT = 1.0
"""Seconds between two words to whoever waits."""
_HOPELESS = 3
"""Questions in a row without a usable answer, after which nothing more is asked."""


@dataclass
class Usage:
    """What a run has cost so far."""

    calls: int = 0
    """Requests answered by the endpoint."""
    cached: int = 0
    """Questions answered from kept replies."""
    tokens: int = 0
    """In and out, as the endpoint counts them, else estimated."""


def client_of(settings: Settings) -> Client | None:
    """The gateway to the endpoint that the settings name; None where they name none.

    Raises ModelError where there is an endpoint and no model name, or where address or key cannot be right.
    """
    if not settings.openai_base_url and not settings.openai_api_key:
        return None
    if not settings.model:
        raise ModelError(
            f"设置了模型端点 {host_of(settings.openai_base_url)} 却没有模型名称；请同时设置 JIXIAO_MODEL。"
        )
    if not (settings.openai_api_key or "").strip().isascii():
        raise ModelError("模型端点的密钥里有中文或全角字符；请检查 OPENAI_API_KEY。")
    if settings.model_money and not settings.model_price:
        raise ModelError("设置了 model_money（花费上限）却没有价格；请同时设置 model_price（元/百万词元）。")
    model = settings.model
    if is_here(host_of(settings.openai_base_url)) and "model_timeout" not in settings.model_fields_set:
        settings = settings.model_copy(update={"model_timeout": min(_PATIENCE_HERE, settings.model_seconds)})
    return Client(settings, model)


class Client:
    """One run's gateway to one model."""

    def __init__(self, settings: Settings, model: str) -> None:
        self.model = model
        self.host = host_of(settings.openai_base_url)
        self.usage = Usage()
        self.watch: Watch | None = None
        self._settings = settings
        self._journal = Journal(settings.data)
        self._memory = Memory(self._journal.folder)
        self._address = urlsplit(settings.openai_base_url or OFFICIAL).path
        self._confirmed = self._memory.rung(self.host + self._address, model)
        self._lock = threading.Lock()
        self._cancelled = threading.Event()
        self._running: set[Future[Answer]] = set()
        self._dead: ModelError | None = None
        self._failures = 0
        self._until: float | None = None
        self._wire: Wire | None = None

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        if self._wire is not None:
            self._wire.close()

    @property
    def place(self) -> str:
        """Where texts go, as users are told before the first call: host, model, and whether it is a small one."""
        small = "（小模型，文字较弱，只作参考）" if is_small(self.model) else ""
        return f"{self.host}，模型 {self.model}{small}"

    @property
    def patience(self) -> float:
        """Seconds that one answer may take."""
        return self._settings.model_timeout

    @property
    def spent(self) -> float:
        """元 spent so far by the price that is set; 0 without one."""
        return self.usage.tokens * self._settings.model_price / 1_000_000

    @property
    def _at_once(self) -> int:
        """Questions under way at a time: one where the endpoint shares this machine's cores, else a few."""
        return self._settings.model_parallel or (1 if is_here(self.host) else _PARALLEL)

    def cancel(self) -> None:
        """Ask nothing more; calls under way end at once with Stopped. May come from any thread."""
        self._cancelled.set()
        with self._lock:
            running = list(self._running)
        for future in running:
            future.cancel()

    def ask(self, message: Message, shape: type[T]) -> T:
        """The answer as a record of class ``shape``.

        Raises ReplyError where this question got no usable answer, EndpointError or Stopped where asking on is useless
        (every later question then raises the same at once), ModelError where the record of calls cannot be written.
        """
        self._may_ask()
        mask = Mask() if self._settings.model_mask else None
        sent = Message(
            message.prompt, message.digest, message.system, mask.hide(message.user) if mask else message.user
        )
        key = key_of(
            self.host, self._address, self.model, sent.system, sent.user, json.dumps(shape.model_json_schema())
        )
        if (kept := self._journal.kept(key)) is not None:
            try:
                record = parsed(mask.restore(kept) if mask else kept, shape)
            except NoAnswer:
                pass  # kept by an older version of the shape, or damaged: ask again
            else:
                self._count(cached=True)
                self._note(sent, "cached", "cached")
                return record
        try:
            reply, record = self._asked(sent, shape, mask)
        except ReplyError:
            self._failures += 1
            if self._failures >= _HOPELESS:
                self._dead = EndpointError(f"模型 {self.model}（{self.host}）连续 {_HOPELESS} 次答非所问，不再询问。")
            raise
        except (EndpointError, Stopped) as error:
            self._dead = error
            raise
        self._failures = 0
        self._journal.keep(key, reply)
        return record

    def ask_all(self, messages: Sequence[Message], shape: type[T] | Sequence[type[T]]) -> list[T | ModelError]:
        """Answers in the order of ``messages``, an error in the place of each that has none.

        ``shape``: the class of all answers, or one for each message.

        The first is asked alone, since it finds out how the endpoint wants to be asked; then several at once.
        """

        def one(message: Message, wanted: type[T]) -> T | ModelError:
            try:
                return self.ask(message, wanted)
            except ModelError as error:
                return error

        shapes = [shape] * len(messages) if isinstance(shape, type) else list(shape)
        answers: list[T | ModelError] = []
        with ThreadPoolExecutor(self._at_once) as pool:
            try:
                for part in (slice(0, 1), slice(1, None)):
                    asked = [pool.submit(one, *pair) for pair in zip(messages[part], shapes[part], strict=True)]
                    self._wait(asked, len(answers), len(messages))
                    answers += [future.result() for future in asked]
            except BaseException:
                self.cancel()  # or leaving the pool would wait for every question still to come
                raise
        return answers

    def _wait(self, asked: Sequence[Future[T | ModelError]], before: int, total: int) -> None:
        """Until all of ``asked`` are answered, ``before`` of ``total`` having been; tells ``watch`` meanwhile."""
        pending = set(asked)
        while pending:
            pending = wait(pending, timeout=_BEAT, return_when=FIRST_COMPLETED).not_done
            if self.watch:
                self.watch(before + len(asked) - len(pending), total)

    def rungs(self, message: Message, shape: type[BaseModel]) -> dict[Rung, bool]:
        """Which ways of asking work, each tried once; the best is remembered. For ``jixiao doctor``.

        Raises EndpointError or Stopped where the endpoint cannot be used at all.
        """
        found = {}
        for rung in Rung:
            try:
                self._call(message, shape, rung, None)
            except (Unsupported, NoAnswer, ReplyError):
                found[rung] = False
            else:
                found[rung] = True
        if works := [rung for rung in Rung if found[rung]]:
            self._confirm(works[0])
        return found

    def _may_ask(self) -> None:
        now = time.monotonic()
        self._until = self._until or now + self._settings.model_seconds
        if self._cancelled.is_set():
            raise Stopped("已按您的要求停止询问模型。")
        if self._dead is not None:
            raise self._dead
        if now >= self._until:
            raise Stopped(f"询问模型已用满 {self._settings.model_seconds:.0f} 秒（设置 model_seconds），不再询问。")
        if self.usage.tokens >= self._settings.model_tokens:
            raise Stopped(f"本次已用满 {self._settings.model_tokens} 个词元（设置 model_tokens），不再询问模型。")
        if self._settings.model_money and self.spent >= self._settings.model_money:
            raise Stopped(f"本次花费已到 {self._settings.model_money:g} 元（设置 model_money），不再询问模型。")

    def _asked(self, message: Message, shape: type[T], mask: Mask | None) -> tuple[str, T]:
        """(the reply as it came, its record): down the ladder while it is unknown, then at most REASKS more."""
        rung, sure = self._confirmed or Rung.JSON_SCHEMA, self._confirmed is not None
        complaint: str | None = None
        reasks = 0
        while True:
            self._may_ask()
            try:
                reply, record = self._call(message, shape, rung, complaint, mask)
            except Unsupported as refusal:
                if sure and not refusal.formal:
                    raise ReplyError(f"模型端点 {self.host} 不接受这一问，略去。") from None
                if rung.below is None:
                    raise EndpointError(
                        f"模型端点 {self.host} 不接受请求；请检查 OPENAI_BASE_URL 和 JIXIAO_MODEL。"
                    ) from None
                rung, sure = rung.below, False
            except NoAnswer as fault:
                complaint = fault.what
                if not sure and rung.below is not None:
                    rung = rung.below
                elif reasks < REASKS:
                    reasks += 1
                else:
                    raise ReplyError(
                        f"模型 {self.model}（{self.host}）问了 {reasks + 1} 遍仍没有给出可用的回答，这一问略去。"
                    ) from None
            else:
                self._confirm(rung)
                return reply, record

    def _confirm(self, rung: Rung) -> None:
        if rung is not self._confirmed:
            self._confirmed = rung
            self._memory.remember(self.host + self._address, self.model, rung)

    def _call(
        self, message: Message, shape: type[T], rung: Rung, complaint: str | None, mask: Mask | None = None
    ) -> tuple[str, T]:
        """(reply, record) of one request, tried again while the endpoint is busy; recorded each time."""
        schema = shape.model_json_schema()
        messages = _messages(message, schema, rung, complaint)
        for number in range(TRIES):
            self._may_ask()
            started = time.monotonic()
            try:
                answer = None
                answer = self._sent(messages, schema, rung)
                record = parsed(mask.restore(answer.text) if mask else answer.text, shape)
            except Again as busy:
                self._note(message, rung, str(busy), started)
                if number + 1 == TRIES:
                    raise busy.error from None
                pause = busy.pause if busy.pause is not None else 0.5 * 2**number * random.uniform(0.5, 1)
                self._cancelled.wait(min(pause, _LONGEST_PAUSE, max(0.0, (self._until or 0) - time.monotonic())))
            except NoAnswer as fault:
                self._note(message, rung, fault.verdict, started, answer, messages)
                raise
            except (Unsupported, ModelError) as error:
                verdict = "unsupported" if isinstance(error, Unsupported) else type(error).__name__
                self._note(message, rung, verdict, started)
                raise
            else:
                self._note(message, rung, "ok", started, answer, messages)
                return answer.text, record
        raise AssertionError("the last try returns or raises")

    def _sent(self, messages: list[tuple[str, str]], schema: dict[str, Any], rung: Rung) -> Answer:
        with self._lock:
            self._wire = self._wire or Wire(self._settings, self.model, self.host)
        seconds = min(self.patience, max(0.1, (self._until or 0) - time.monotonic()))
        future = self._wire.submit(messages, schema, rung, seconds)
        with self._lock:
            self._running.add(future)
        try:
            if self._cancelled.is_set():
                future.cancel()
            answer = future.result()
        except CancelledError:
            raise Stopped("已按您的要求停止询问模型。") from None
        finally:
            with self._lock:
                self._running.discard(future)
        self._count(tokens=answer.tokens_in + answer.tokens_out)
        return answer

    def _count(self, tokens: int = 0, cached: bool = False) -> None:
        with self._lock:
            self.usage.calls += not cached
            self.usage.cached += cached
            self.usage.tokens += tokens

    def _note(
        self,
        message: Message,
        rung: str,
        verdict: str,
        started: float | None = None,
        answer: Answer | None = None,
        messages: list[tuple[str, str]] | None = None,
    ) -> None:
        texts = self._settings.model_record_texts and answer is not None
        self._journal.record(
            Call(
                prompt=message.prompt,
                digest=message.digest,
                endpoint=self.host,
                model=self.model,
                rung=str(rung),
                tokens_in=answer.tokens_in if answer else 0,
                tokens_out=answer.tokens_out if answer else 0,
                seconds=round(time.monotonic() - started, 2) if started else 0.0,
                verdict=verdict,
                sent="\n\n".join(text for _, text in messages or ()) if texts else None,
                answered=answer.text if texts and answer else None,
            )
        )


def _messages(message: Message, schema: dict[str, Any], rung: Rung, complaint: str | None) -> list[tuple[str, str]]:
    """The stable part first, so that servers can keep it; the lower rungs have no other way to see the schema."""
    system = message.system
    if rung in (Rung.JSON_OBJECT, Rung.TEXT):
        system += "\n\n只输出一个 JSON 对象，不加解释。它的 JSON Schema：\n" + json.dumps(schema, ensure_ascii=False)
    user = message.user + (f"\n\n上一次的回答不能用：{complaint}。请重新回答。" if complaint else "")
    return [("system", system), ("human", user)]
