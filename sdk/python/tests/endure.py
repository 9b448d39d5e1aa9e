"""Adds items to the buffered ingester and says what it was told.

Usage: endure.py sync|async ADDRESS KEY ITEMS
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import datetime, timezone

import throughline
from throughline.v1.common_pb2 import SPEAKER_CUSTOMER
from throughline.v1.ingestion_pb2 import Interaction, Turn


def item(i: int) -> Interaction:
    return Interaction(
        source_system="endurance",
        external_id=f"item-{i}",
        source="survey",
        channel="web",
        occurred_at=datetime.now(timezone.utc),
        customer_id=f"customer-{i}",
        turns=[Turn(speaker=SPEAKER_CUSTOMER, text="All fine, thank you.")],
    )


class Told:
    """What the ingester told."""

    def __init__(self) -> None:
        self.results = 0
        self.seen: set[str] = set()
        self.options = throughline.IngesterOptions(max_items=100, on_result=self.on_result)

    def on_result(self, r: throughline.IngestResult) -> None:
        self.results += 1
        self.seen.add(r.item.external_id)

    def say(self, s: throughline.IngesterStats) -> None:
        others = s.conflict + s.rejected + s.dropped + s.failed
        told = {"results": self.results, "distinct": len(self.seen), "accepted": s.accepted, "repeats": s.duplicate, "others": others}
        print(json.dumps(told))


def run(address: str, options: throughline.Options, items: int) -> None:
    told = Told()
    with throughline.Client(address, options) as client:
        ingester = client.ingester(told.options)
        for i in range(items):
            ingester.add(item(i))
        ingester.close(600)
        told.say(ingester.stats)


async def run_async(address: str, options: throughline.Options, items: int) -> None:
    told = Told()
    async with throughline.AsyncClient(address, options) as client:
        ingester = client.ingester(told.options)
        for i in range(items):
            await ingester.add(item(i))
        await ingester.close(600)
        told.say(ingester.stats)


if __name__ == "__main__":
    kind, address, key, items = sys.argv[1:]
    options = throughline.Options(api_key=key, insecure=True)
    if kind == "async":
        asyncio.run(run_async(address, options, int(items)))
    else:
        run(address, options, int(items))
