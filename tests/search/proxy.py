"""A TCP proxy in front of a server, that does to its answers whatever a test says."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from urllib.parse import urlsplit

_BUSY = b"HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
_HEAD = b"HTTP/1.1 200 OK\r\nX-Elastic-Product: Elasticsearch\r\n"


def _json(body: bytes) -> bytes:
    length = str(len(body)).encode()
    return (
        _HEAD + b"Content-Type: application/json\r\nContent-Length: " + length + b"\r\n\r\n" + body
    )


class Fault(Enum):
    """What goes wrong. A value of bytes is answered instead of the server's answer."""

    NONE = ""
    # Nobody listens; the connection is taken and dropped; taken and never answered.
    DOWN = "down"
    RESET = "reset"
    SILENT = "silent"
    # An answer that begins in time and goes on byte by byte for ever.
    TRICKLE = "trickle"
    TOO_MANY_REQUESTS = _BUSY % (429, b"Too Many Requests")
    UNAVAILABLE = _BUSY % (503, b"Service Unavailable")
    NOT_JSON = _json(b"<html>Welcome to the router</html>")
    NOT_HTTP = b"SSH-2.0-OpenSSH_9.2\r\n"
    OTHER_JSON = _json(b'{"responses": [{"hits": 7}]}')
    NO_ANSWERS = _json(b'{"responses": []}')
    FOREIGN = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"


class Proxy:
    """Listens on a free port; `fault` may be changed at any time, also for open connections."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._fault = Fault.NONE
        self._connections: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.requests = 0
        self.port = 0

    @property
    def url(self) -> str:
        """Where to find the server through this."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen."""
        self._thread.start()
        self._do(self._listen())

    def stop(self) -> None:
        """Close everything."""
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def inject(self, fault: Fault) -> None:
        """From now on this goes wrong, for connections that are open, too."""

        async def change() -> None:
            before, self._fault = self._fault, fault
            await self._drop()
            if fault is Fault.DOWN and self._server:
                self._server.close()
                self._server = None
            elif before is Fault.DOWN:
                await self._listen()

        self._do(change())

    def _do(self, work) -> None:  # type: ignore[no-untyped-def]
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        if self._server:
            self._server.close()
        await self._drop()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _drop(self) -> None:
        for writer in list(self._connections):
            writer.transport.abort()
        self._connections.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        try:
            if self._fault is Fault.RESET:
                writer.transport.abort()
            elif self._fault is Fault.NONE:
                await self._forward(reader, writer)
            else:
                await self._misbehave(reader, writer)
        except OSError:
            pass
        finally:
            self._connections.discard(writer)
            writer.close()

    async def _misbehave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(65_536):
            if self._fault is Fault.TRICKLE:
                writer.write(_HEAD + b"Content-Length: 100000\r\n\r\n")
                while True:
                    writer.write(b" ")
                    await writer.drain()
                    await asyncio.sleep(0.1)
            elif isinstance(self._fault.value, bytes):
                writer.write(self._fault.value)
                await writer.drain()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection(*self._target)

        async def back() -> None:
            while data := await from_server.read(65_536):
                writer.write(data)
                await writer.drain()

        answering = asyncio.ensure_future(back())
        try:
            while data := await reader.read(65_536):
                self.requests += data.count(b" HTTP/1.1\r\n")
                to_server.write(data)
                await to_server.drain()
        finally:
            answering.cancel()
            to_server.close()


@contextmanager
def proxy_to(target: str) -> Iterator[Proxy]:
    """A proxy for as long as a `with` lasts."""
    proxy = Proxy(target)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()
