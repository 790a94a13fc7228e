"""Everything that an endpoint can do wrong, as scripts. Used against the gateway and against the commands."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator

from werkzeug import Response

from tests.prompts.scripted import KEY, Asked, Script, completion, refused, rung_of

HTML = Response("<html><body>网关登录页</body></html>", content_type="text/html")


def _slow(_: Asked) -> str:
    time.sleep(4)
    return "{}"


def _drip(_: Asked) -> Response:
    def bytes_for_ever() -> Iterator[bytes]:
        for _ in range(40):
            yield b" "
            time.sleep(0.1)

    return Response(bytes_for_ever(), content_type="application/json")


def _flood(_: Asked) -> Response:
    return Response(itertools.repeat(b" " * 65536, 1600), content_type="application/json")


def _always(make: Callable[[], Response]) -> Script:
    return lambda _: make()


def _tools_refused(asked: Asked) -> Response:
    if rung_of(asked) in ("json_schema", "function_calling"):
        return refused("tool_choice is not supported in thinking mode")
    return completion("无法回答。")


FAULTS: dict[str, tuple[Script, str]] = {
    "slow": (_slow, "没有答完"),
    "drip": (_drip, "没有答完"),
    "unauthorized": (_always(lambda: refused(f"Incorrect API key {KEY}", 401)), "不接受密钥"),
    "no-balance": (_always(lambda: refused("Insufficient Balance", 402)), "余额"),
    "no-model": (_always(lambda: refused("The model does not exist", 404)), "没有这个地址或模型"),
    "busy-for-ever": (_always(lambda: refused("rate limit", 429)), "429"),
    "server-error": (_always(lambda: refused("oops", 500)), "500"),
    "bad-gateway": (_always(lambda: Response("<html>bad gateway</html>", 502)), "502"),
    "refuses-everything": (_always(lambda: refused("no", 400)), "不接受请求"),
    "html": (_always(lambda: HTML), "没有给出可用的回答"),
    "no-json-at-all": (_always(lambda: Response('{"id": "1", "obj', content_type="application/json")), "可用的回答"),
    "no-choices": (_always(lambda: Response('{"choices": null}', content_type="application/json")), "可用的回答"),
    "empty": (_always(lambda: completion("")), "可用的回答"),
    "null": (_always(lambda: completion(None)), "可用的回答"),
    "cut-json": (_always(lambda: completion('{"answers": [{"id": "q1", "yes": tr', "length")), "可用的回答"),
    "wrong-schema": (_always(lambda: completion('{"antwort": 42}')), "可用的回答"),
    "only-thoughts": (_always(lambda: completion("<think>我想一想……{}")), "可用的回答"),
    "refusal": (_always(lambda: completion(None, refusal="I cannot help")), "可用的回答"),
    "tools-refused": (_tools_refused, "可用的回答"),
    "deep": (_always(lambda: completion('{"a":' * 20_000)), "可用的回答"),
    "endless": (_flood, "可用的回答"),
}
"""Name → (what the endpoint does, words of the one sentence that the user is told)."""
