"""A person at the web page without a browser: speaks the page's own protocol, so that ten of them fit on a small machine."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from http.cookiejar import CookieJar
from typing import Any
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

_LARGEST = 200_000_000


class Visitor:
    """One session. Every step waits until the page has been drawn to the end; ``html`` is what it says then."""

    def __init__(self, address: str, page: str) -> None:
        """``address``: ``http://127.0.0.1:8501``."""
        self._address, self._page = address, page
        jar = CookieJar()
        self._http = build_opener(ProxyHandler({}), HTTPCookieProcessor(jar))
        self._http.open(f"{address}/_stcore/health", timeout=30).close()
        self._cookies = {cookie.name: str(cookie.value) for cookie in jar}
        header = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        self._socket = connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": header},
            max_size=_LARGEST,
            proxy=None,
            open_timeout=60,
        )
        self._session = ""
        self._known: dict[str, ForwardMsg] = {}
        self._states: dict[str, tuple[str, Any]] = {}
        self.html = ""
        self.errors: list[str] = []
        self.widgets: dict[str, Any] = {}
        """Kind → the last widget of that kind."""

    def open(self) -> None:
        """Draw the page for the first time."""
        self._rerun()
        self._until(lambda: bool(self.html))

    def upload(self, name: str, data: bytes, shown: str) -> None:
        """Put one file into the page's uploader and wait until ``shown`` is on the page."""
        asked = BackMsg()
        asked.file_urls_request.request_id = uuid.uuid4().hex
        asked.file_urls_request.session_id = self._session
        asked.file_urls_request.file_names.append(name)
        self._socket.send(asked.SerializeToString())
        while (answer := self._next()).WhichOneof("type") != "file_urls_response":
            self._take(answer)
        urls = answer.file_urls_response.file_urls[0]
        self._put(urls.upload_url, name, data)
        self._states[self.widgets["file_uploader"].id] = ("file_uploader_state_value", (name, len(data), urls))
        self._rerun()
        self._until(lambda: shown in self.html)

    def choose(self, number: int) -> None:
        """Choose the option ``number`` of the page's list and wait until it is drawn."""
        radio = self.widgets["radio"]
        self._states[radio.id] = ("string_value", radio.options[number])
        self._rerun()
        self._until(lambda: bool(self.html))

    def close(self) -> None:
        """Leave."""
        self._socket.close()

    def _put(self, url: str, name: str, data: bytes) -> None:
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={edge}",
            "X-Xsrftoken": self._cookies.get("_streamlit_xsrf", ""),
        }
        address = url if url.startswith("http") else f"{self._address}/{url.lstrip('/')}"
        self._http.open(Request(address, body, headers, method="PUT"), timeout=60).close()

    def _rerun(self) -> None:
        message = BackMsg()
        message.rerun_script.page_name = self._page
        for name, (field, value) in self._states.items():
            state = message.rerun_script.widget_states.widgets.add(id=name)
            if field == "file_uploader_state_value":
                info = state.file_uploader_state_value.uploaded_file_info.add(file_id=value[2].file_id)
                info.name, info.size = value[0], value[1]
                info.file_urls.CopyFrom(value[2])
            else:
                setattr(state, field, value)
        self._socket.send(message.SerializeToString())

    def _until(self, shown: Callable[[], bool]) -> None:
        """Take messages until a run of the page has ended and ``shown`` holds."""
        while True:
            message = self._next()
            self._take(message)
            ended = message.WhichOneof("type") == "script_finished"
            if ended and (self.errors or shown()):
                return

    def _next(self) -> ForwardMsg:
        message = ForwardMsg()
        message.ParseFromString(self._socket.recv(timeout=120))
        if message.WhichOneof("type") == "ref_hash":
            known, message = message, ForwardMsg()
            message.CopyFrom(self._known[known.ref_hash])
        elif message.hash:
            self._known[message.hash] = message
        return message

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._session = message.new_session.initialize.session_id or self._session
            self.html, self.widgets = "", {}
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            name = element.WhichOneof("type")
            if name == "html":
                self.html += element.html.body
            elif name == "exception":
                self.errors.append(element.exception.message)
            elif name == "alert" and element.alert.format == element.alert.ERROR:
                self.errors.append(element.alert.body)
            elif name in ("radio", "file_uploader"):
                self.widgets[name] = getattr(element, name)
