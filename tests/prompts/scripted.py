"""A scripted endpoint on loopback: answers as told, remembers what it was asked, and hands out settings that name it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from settings import Settings

KEY = "sk-geheim-7f3a9c"
"""Planted in the settings; must turn up nowhere."""
MODEL = "scripted"

PATIENT: dict[str, Any] = {"model_timeout": 120, "model_seconds": 1200}
"""Settings under which no answer is late, however busy the machine."""

Asked = dict[str, Any]
Script = Callable[[Asked], Response | str]


def completion(content: str | None, finish: str = "stop", **message: Any) -> Response:
    """A chat completion as an endpoint gives it."""
    body = {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": MODEL,
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
        ],
        "usage": {"prompt_tokens": 50, "completion_tokens": 10, "total_tokens": 60},
    }
    return Response(json.dumps(body), content_type="application/json")


def called(arguments: str) -> Response:
    """A completion that calls the function it was given."""
    call = {"id": "c1", "type": "function", "function": {"name": "Sum", "arguments": arguments}}
    return completion(None, "tool_calls", tool_calls=[call])


def refused(words: str, status: int = 400) -> Response:
    """An error as an endpoint gives it, with the key in its words as some do."""
    error = {"message": f"{words} (key {KEY})", "type": "invalid_request_error"}
    return Response(json.dumps({"error": error}), status=status, content_type="application/json")


def rung_of(asked: Asked) -> str:
    """The way in which a request asks for JSON."""
    if "tools" in asked:
        return "function_calling"
    return str(asked.get("response_format", {}).get("type", "text"))


def user_words(asked: Asked) -> str:
    """What the request says after the stable part."""
    return str(asked["messages"][-1]["content"])


class Scripted:
    """The endpoint and its memory."""

    def __init__(self, server: HTTPServer, script: Script) -> None:
        self.script = script
        self.asked: list[Asked] = []
        self.headers: list[dict[str, str]] = []
        self.url = server.url_for("/v1")
        server.expect_request(re.compile(r"/.*")).respond_with_handler(self._answer)

    def settings(self, data: Path, **more: Any) -> Settings:
        """Settings that name this endpoint; short waits."""
        given: dict[str, Any] = {"model_timeout": 2, "model_seconds": 20} | more
        return Settings(data=data, openai_base_url=self.url, openai_api_key=KEY, model=MODEL, **given)

    def environment(self, data: Path, *, patient: bool = False) -> dict[str, str]:
        """The same for a command of its own; ``patient``: no answer is late, however busy the machine."""
        waits = PATIENT if patient else {"model_timeout": 2, "model_seconds": 20}
        return {
            "OPENAI_BASE_URL": self.url,
            "OPENAI_API_KEY": KEY,
            "JIXIAO_MODEL": MODEL,
            "JIXIAO_DATA": str(data),
            **{f"JIXIAO_{name.upper()}": str(seconds) for name, seconds in waits.items()},
        }

    def _answer(self, request: Request) -> Response:
        asked = json.loads(request.get_data())
        self.asked.append(asked)
        self.headers.append(dict(request.headers))
        answer = self.script(asked)
        return completion(answer) if isinstance(answer, str) else answer


@contextmanager
def endpoint(script: Script) -> Iterator[Scripted]:
    """An endpoint that follows ``script``."""
    with HTTPServer(host="127.0.0.1", port=0, threaded=True) as server:
        yield Scripted(server, script)
