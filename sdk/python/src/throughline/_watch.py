"""Watches that resume after any break."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from ._channel import broken_stream
from ._error import ThroughlineError
from ._options import Settings
from ._retry import backoff
from .v1 import alert_pb2


class _Watch:
    """One watch over all its connections."""

    def __init__(self, request: alert_pb2.WatchAlertsRequest | None) -> None:
        self.request = alert_pb2.WatchAlertsRequest()
        if request is not None:
            self.request.CopyFrom(request)
        self._seen: dict[str, int] = {}  # number of the last change of each alert
        self._failures = 0

    def fresh(self, message: alert_pb2.WatchAlertsResponse) -> bool:
        """Whether a message was not seen before; after a resume a change may come twice."""
        self._failures = 0
        if not message.HasField("alert_event"):
            return True
        name, number = message.alert_event.alert.name, message.alert_event.change.number
        if number <= self._seen.get(name, 0):
            return False
        self._seen[name] = number
        return True

    def pause(self, end: ThroughlineError) -> float:
        """How long to wait before connecting again. Raises what that does not cure."""
        self._failures += 1
        if not end.retryable and not end.broken:
            raise end
        return backoff(end.retry_after, self._failures)


def watch(open: Callable[..., Any], request: alert_pb2.WatchAlertsRequest | None, settings: Settings) -> Iterator[alert_pb2.WatchAlertsResponse]:
    """See Client.watch_alerts."""
    w = _Watch(request)
    while True:
        silent = threading.Event()
        stream = open(w.request)

        def give_up() -> None:
            silent.set()
            stream.cancel()  # noqa: B023 - the alarm is cancelled before the next stream

        alarm = _alarm(settings.silence, give_up)
        end = broken_stream("the stream ended")
        try:
            for message in stream:
                alarm.cancel()  # the caller may take its time
                if w.fresh(message):
                    yield message
                w.request.resume_token = message.resume_token
                alarm = _alarm(settings.silence, give_up)
        except ThroughlineError as e:
            end = broken_stream("the server has fallen silent") if silent.is_set() else e
        finally:
            alarm.cancel()
            stream.cancel()
        settings.wait(w.pause(end))


def _alarm(seconds: float, ring: Callable[[], None]) -> threading.Timer:
    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    return timer


async def watch_async(open: Callable[..., Any], request: alert_pb2.WatchAlertsRequest | None, settings: Settings) -> AsyncIterator[alert_pb2.WatchAlertsResponse]:
    """See AsyncClient.watch_alerts."""
    w = _Watch(request)
    while True:
        stream = open(w.request)
        messages = aiter(stream)
        end = broken_stream("the stream ended")
        try:
            while True:
                message = await asyncio.wait_for(anext(messages), settings.silence)
                if w.fresh(message):
                    yield message
                w.request.resume_token = message.resume_token
        except StopAsyncIteration:
            pass
        except asyncio.TimeoutError:
            end = broken_stream("the server has fallen silent")
        except ThroughlineError as e:
            end = e
        finally:
            stream.cancel()
        await settings.wait(w.pause(end))


