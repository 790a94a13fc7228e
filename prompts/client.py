"""The wire: the only file that knows openai and langchain. One request to an OpenAI-compatible endpoint, its answer or
what was wrong. What is asked, how often and at what cost is decided in :mod:`prompts.gateway`.
"""

from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from errors import ModelError
from prompts.faults import EndpointError, ReplyError
from prompts.ladder import Rung
from prompts.replies import NoAnswer

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

    from settings import Settings

OFFICIAL = "https://api.openai.com/v1"
_ANSWER, _ANSWER_HERE = 4000, 1500
"""Tokens that an answer may have, thoughts included; fewer on this machine, where a model that runs on takes minutes."""
_LONGEST_STRING = 120
"""Characters of one string of an answer on this machine: more than a quote, a reason or a goal takes."""
_FAREWELL = 2.0
"""Seconds that requests under way have to end when the wire is closed."""
_FORMAT_WORDS = ("response_format", "json_schema", "json_object", "schema", "tool", "function", "strict", "grammar")
_LENGTH_WORDS = ("context length", "context_length", "maximum context", "context size", "too many tokens")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    text: str
    tokens_in: int
    tokens_out: int


class Unsupported(Exception):
    """The endpoint does not take this request; ``formal`` where it says that the way of asking is the reason."""

    def __init__(self, formal: bool) -> None:
        super().__init__("unsupported")
        self.formal = formal


class Again(Exception):
    """Busy or stumbling: worth another try after ``pause`` seconds; ``error`` where no try is left."""

    def __init__(self, error: EndpointError, verdict: str, pause: float | None = None) -> None:
        super().__init__(verdict)
        self.error = error
        self.pause = pause


def host_of(url: str | None) -> str:
    """Host and port of an endpoint, without user, path or query, any of which may hold a key.

    Raises ModelError for what is no web address.
    """
    try:
        parts = urlsplit(url or OFFICIAL)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in ("http", "https"):
        # The address is not repeated: whatever it is, it may hold a key.
        raise ModelError("模型端点的地址不是 http:// 或 https:// 开头的完整网址；请检查 OPENAI_BASE_URL。")
    return host + (f":{port}" if port else "")


def is_here(host: str) -> bool:
    """Whether an endpoint is on this machine."""
    return host.partition(":")[0] in ("localhost", "127.0.0.1", "::1")


class Wire:
    """The library below, on an event loop of its own: there every wait can be cut short, whatever the server does."""

    def __init__(self, settings: Settings, model: str, host: str) -> None:
        self._settings = settings
        self._model = model
        self._host = host
        self._chat: ChatOpenAI | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="jixiao-model", daemon=True)
        self._thread.start()

    def submit(
        self, messages: list[tuple[str, str]], schema: dict[str, Any], rung: Rung, seconds: float
    ) -> Future[Answer]:
        """Start one request; the future raises Again, Unsupported, NoAnswer or ModelError."""
        return asyncio.run_coroutine_threadsafe(self._request(messages, schema, rung, seconds), self._loop)

    def close(self) -> None:
        """End the loop; what is under way is dropped, at most some seconds later.

        Each request is first let take its own end: a loop that stops under a request prints what the library was doing.
        """
        asyncio.run_coroutine_threadsafe(self._end(), self._loop)
        self._thread.join(_FAREWELL)
        if not self._loop.is_running():
            self._loop.close()

    async def _end(self) -> None:
        under_way = asyncio.all_tasks() - {asyncio.current_task()}
        for request in under_way:
            request.cancel()
        if under_way:
            await asyncio.wait(under_way, timeout=_FAREWELL)
        await self._loop.shutdown_asyncgens()
        self._loop.stop()

    async def _request(
        self, messages: list[tuple[str, str]], schema: dict[str, Any], rung: Rung, seconds: float
    ) -> Answer:
        import openai
        from langsmith import tracing_context

        from prompts.transport import TooMuch

        try:
            # Tracing could be switched on by somebody else's environment variable and would send texts elsewhere.
            with tracing_context(enabled=False):
                raw = await asyncio.wait_for(self._runnable(schema, rung).ainvoke(messages), seconds)
        except (TimeoutError, openai.OpenAIError) as error:
            raise self._fault(error, seconds) from None  # theirs may hold the server's words, and those anything
        except TooMuch:
            raise NoAnswer("too long", "回答过长，请只输出要求的 JSON") from None
        except (AttributeError, KeyError, TypeError, ValueError):
            # The library trips over a body that is no chat completion: HTML, half a JSON, no choices.
            raise NoAnswer("no completion", "回答不完整，请只输出要求的 JSON") from None
        return _answer(raw, messages)

    def _runnable(self, schema: dict[str, Any], rung: Rung) -> Any:
        """The chat model, bound to one way of asking.

        Bound by hand: ``with_structured_output`` would also parse the reply, which is done more patiently in
        :mod:`prompts.replies`, and send ``parallel_tool_calls``, which some servers refuse.
        """
        chat = self._chat = self._chat or self._make()
        schema = _with_short_strings(schema) if is_here(self._host) else schema
        match rung:
            case Rung.JSON_SCHEMA:
                form = {"name": schema["title"], "strict": True, "schema": schema}
                return chat.bind(response_format={"type": "json_schema", "json_schema": form})
            case Rung.FUNCTION_CALLING:
                return chat.bind_tools([schema], tool_choice=schema["title"])
            case Rung.JSON_OBJECT:
                return chat.bind(response_format={"type": "json_object"})
            case Rung.TEXT:
                return chat

    def _make(self) -> ChatOpenAI:
        import openai
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        from prompts.transport import bounded

        here = is_here(self._host)
        return ChatOpenAI(
            base_url=self._settings.openai_base_url or OFFICIAL,
            api_key=SecretStr((self._settings.openai_api_key or "none").strip()),
            model=self._model,
            temperature=0,
            timeout=self._settings.model_timeout,
            max_retries=0,
            # The name that servers other than the official one know.
            extra_body={"max_tokens": _ANSWER_HERE if here else _ANSWER} if self._settings.openai_base_url else None,
            http_async_client=openai.DefaultAsyncHttpxClient(
                event_hooks={"response": [bounded]}, trust_env=not here
            ),  # no proxy between this machine and itself
        )

    def _fault(self, error: BaseException, seconds: float) -> Exception:
        """What an error of the library means for us, without any of its words."""
        import openai

        place = f"模型端点 {self._host}"
        match error:
            case TimeoutError() | openai.APITimeoutError():
                return EndpointError(f"{place} 在 {seconds:.0f} 秒内没有答完（设置 model_timeout）；请稍后再试。")
            case openai.LengthFinishReasonError():
                return NoAnswer("cut", "回答太长被截断，请答得短一些")
            case openai.ContentFilterFinishReasonError():
                return NoAnswer("refused", "回答被拒绝，请只按要求输出 JSON")
            case openai.APIStatusError():
                return _status_fault(error.status_code, place, self._model, error.response)
            case openai.APIConnectionError():
                return Again(
                    EndpointError(f"连不上{place}；请检查地址 OPENAI_BASE_URL、网络，以及服务是否已启动。"),
                    "no connection",
                )
            case _:
                return NoAnswer("no completion", "回答不完整，请只输出要求的 JSON")


def _with_short_strings(schema: dict[str, Any]) -> dict[str, Any]:
    """``schema`` with a bound on its strings: a small model repeats itself until it is cut off, and the grammar that a server
    on this machine makes of the schema ends that. Not sent elsewhere: some endpoints refuse the keyword."""

    def bounded(part: Any) -> Any:
        if isinstance(part, list):
            return [bounded(one) for one in part]
        if not isinstance(part, dict):
            return part
        found = {name: bounded(one) for name, one in part.items()}
        free = part.get("type") == "string" and not {"enum", "const", "maxLength"} & part.keys()
        return found | {"maxLength": _LONGEST_STRING} if free else found

    bound: dict[str, Any] = bounded(schema)
    return bound


def _status_fault(status: int, place: str, model: str, response: Any) -> Exception:
    body = response.text.lower()
    formal = any(word in body for word in _FORMAT_WORDS)
    match status:
        case 401 | 403:
            return EndpointError(f"{place} 不接受密钥（{status}）；请检查 OPENAI_API_KEY。")
        case 402:
            return EndpointError(f"{place} 说余额不足（402）；请充值或换一个端点。")
        case 404 if not formal:
            return EndpointError(
                f"{place} 上没有这个地址或模型“{model}”（404）；请检查 OPENAI_BASE_URL 和 JIXIAO_MODEL。"
            )
        case 400 | 413 if status == 413 or any(words in body for words in _LENGTH_WORDS):
            return ReplyError(f"{place} 说这一问太长（{status}），略去。")
        case 400 | 404 | 405 | 415 | 422 | 501:
            return Unsupported(formal)
        case 429:
            after = response.headers.get("retry-after", "")
            pause = float(after) if after.isdecimal() else None
            return Again(EndpointError(f"{place} 一直繁忙或限流（429）；请稍后再试。"), "429", pause)
        case _ if status >= 500:
            return (
                Unsupported(formal)
                if formal
                else Again(EndpointError(f"{place} 出错（{status}）；请稍后再试或告诉管理员。"), str(status))
            )
        case _:
            return EndpointError(f"{place} 拒绝了请求（{status}）；请检查地址和密钥。")


def _answer(raw: Any, messages: list[tuple[str, str]]) -> Answer:
    """Text and tokens of a message of the library: the arguments of a tool call, else its words."""
    text = raw.content if isinstance(raw.content, str) else ""
    if raw.tool_calls:
        text = json.dumps(raw.tool_calls[0]["args"], ensure_ascii=False)
    elif raw.invalid_tool_calls:
        text = raw.invalid_tool_calls[0]["args"] or ""
    usage = raw.usage_metadata or {}
    # A Chinese character is about two thirds of a token with the usual models.
    sent = sum(len(words) for _, words in messages) * 2 // 3
    return Answer(text, usage.get("input_tokens") or sent, usage.get("output_tokens") or len(text) * 2 // 3)
