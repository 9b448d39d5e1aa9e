"""Watches alerts until one is resolved, and prints each change.

Usage: watch.py sync|async ADDRESS KEY
"""

from __future__ import annotations

import asyncio
import sys

import throughline
from throughline.v1.alert_pb2 import ALERT_STATE_RESOLVED, WatchAlertsResponse


def is_last(message: WatchAlertsResponse) -> bool:
    """Prints a change, and says whether it is the last."""
    if not message.HasField("alert_event"):
        return False
    event = message.alert_event
    print(event.alert.name, event.change.number)
    return event.change.state == ALERT_STATE_RESOLVED


def run(address: str, options: throughline.Options) -> None:
    with throughline.Client(address, options) as client:
        for message in client.watch_alerts():
            if is_last(message):
                return


async def run_async(address: str, options: throughline.Options) -> None:
    async with throughline.AsyncClient(address, options) as client:
        async for message in client.watch_alerts():
            if is_last(message):
                return


if __name__ == "__main__":
    kind, address, key = sys.argv[1:]
    options = throughline.Options(api_key=key, insecure=True)
    if kind == "async":
        asyncio.run(run_async(address, options))
    else:
        run(address, options)
