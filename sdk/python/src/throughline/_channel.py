"""Channels whose calls carry what every call needs: key, parent, request id, deadline, retries and
typed errors. The generated stubs are made over them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import grpc
import grpc.aio

from ._error import ThroughlineError, to_error
from ._options import Settings, complete, new_id, repeatable
from ._retry import Attempts, Budget

_DEFAULT = object()  # a timeout that the caller did not give


class _Base:
    """What both kinds of channel share."""

    def __init__(self, channel: Any, settings: Settings) -> None:
        self._channel = channel
        self._settings = settings
        self._budget = Budget()

    def _attempts(self, method: str, request: Any, timeout: Any) -> Attempts:
        options = self._settings.options
        most = max(options.attempts, 1) if repeatable(method, request) else 1
        return Attempts(most, self._budget, options.deadline if timeout is _DEFAULT else timeout)

    def close(self) -> Any:
        """Ends all calls and closes the connection."""
        return self._channel.close()


class Channel(_Base):
    """For the stubs of Client."""

    def unary_unary(self, method: str, **kwargs: Any) -> Any:
        """Returns what calls a method."""
        inner = self._channel.unary_unary(method, **kwargs)

        def call(request: Any, timeout: Any = _DEFAULT, metadata: Any = None, on_call: Any = None, **more: Any) -> Any:
            id = new_id()
            request = complete(request, self._settings.tenant, id)
            attempts = self._attempts(method, request, timeout)
            sent = self._settings.metadata(metadata, id)
            while True:
                try:
                    if on_call is None:
                        answer = inner(request, timeout=attempts.left, metadata=sent, **more)
                    else:  # somebody wants to be able to cancel it
                        future = inner.future(request, timeout=attempts.left, metadata=sent, **more)
                        on_call(future)
                        answer = future.result()
                    self._budget.success()
                    return answer
                except grpc.FutureCancelledError as e:
                    raise ThroughlineError(grpc.StatusCode.CANCELLED, "the call was cancelled", id) from e
                except grpc.RpcError as e:
                    error = to_error(e, id)
                    pause = attempts.pause(error)
                    if pause is None:
                        raise error from e
                self._settings.wait(pause)

        return call

    def unary_stream(self, method: str, **kwargs: Any) -> Any:
        """Returns what opens a stream from the server."""
        inner = self._channel.unary_stream(method, **kwargs)

        def call(request: Any, metadata: Any = None, **more: Any) -> Stream:
            id = new_id()
            request = complete(request, self._settings.tenant, id)
            return Stream(inner(request, metadata=self._settings.metadata(metadata, id), **more), id)

        return call

    def stream_unary(self, method: str, **kwargs: Any) -> Any:
        """Returns what opens a stream to the server."""
        inner = self._channel.stream_unary(method, **kwargs)

        def call(requests: Any, metadata: Any = None, **more: Any) -> Any:
            id = new_id()
            completed = (complete(r, self._settings.tenant, id) for r in requests)
            try:
                return inner(completed, metadata=self._settings.metadata(metadata, id), **more)
            except grpc.RpcError as e:
                raise to_error(e, id) from e

        return call


class Stream:
    """Messages from the server, with typed errors."""

    def __init__(self, call: Any, id: str) -> None:
        self._call = call
        self._id = id

    def __iter__(self) -> Iterator[Any]:
        try:
            yield from self._call
        except grpc.RpcError as e:
            raise to_error(e, self._id) from e

    def cancel(self) -> None:
        """Ends the stream."""
        self._call.cancel()


class AsyncChannel(_Base):
    """For the stubs of AsyncClient."""

    def unary_unary(self, method: str, **kwargs: Any) -> Any:
        """Returns what calls a method."""
        inner = self._channel.unary_unary(method, **kwargs)

        async def call(request: Any, timeout: Any = _DEFAULT, metadata: Any = None, **more: Any) -> Any:
            id = new_id()
            request = complete(request, self._settings.tenant, id)
            attempts = self._attempts(method, request, timeout)
            sent = self._settings.metadata(metadata, id)
            while True:
                try:
                    answer = await inner(request, timeout=attempts.left, metadata=sent, **more)
                    self._budget.success()
                    return answer
                except grpc.RpcError as e:
                    error = to_error(e, id)
                    pause = attempts.pause(error)
                    if pause is None:
                        raise error from e
                await self._settings.wait(pause)

        return call

    def unary_stream(self, method: str, **kwargs: Any) -> Any:
        """Returns what opens a stream from the server."""
        inner = self._channel.unary_stream(method, **kwargs)

        def call(request: Any, metadata: Any = None, **more: Any) -> AsyncStream:
            id = new_id()
            request = complete(request, self._settings.tenant, id)
            return AsyncStream(inner(request, metadata=self._settings.metadata(metadata, id), **more), id)

        return call

    def stream_unary(self, method: str, **kwargs: Any) -> Any:
        """Returns what opens a stream to the server."""
        inner = self._channel.stream_unary(method, **kwargs)

        async def call(requests: Any, metadata: Any = None, **more: Any) -> Any:
            id = new_id()

            async def completed() -> AsyncIterator[Any]:
                async for request in requests:
                    yield complete(request, self._settings.tenant, id)

            try:
                return await inner(completed(), metadata=self._settings.metadata(metadata, id), **more)
            except grpc.RpcError as e:
                raise to_error(e, id) from e

        return call


class AsyncStream:
    """Messages from the server, with typed errors."""

    def __init__(self, call: Any, id: str) -> None:
        self._call = call
        self._id = id

    async def __aiter__(self) -> AsyncIterator[Any]:
        try:
            async for message in self._call:
                yield message
        except grpc.RpcError as e:
            raise to_error(e, self._id) from e

    def cancel(self) -> None:
        """Ends the stream."""
        self._call.cancel()


def broken_stream(reason: str) -> ThroughlineError:
    """What a stream that ended without an error of its own counts as."""
    return ThroughlineError(grpc.StatusCode.UNAVAILABLE, reason, new_id())
