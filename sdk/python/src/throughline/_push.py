"""Batches that fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from google.protobuf.message import Message

from ._error import ThroughlineError
from .v1 import ingestion_pb2

# The limits of one batch. The server's own limit is 4 MiB a message.
MAX_BATCH_ITEMS = 1000
MAX_BATCH_BYTES = 3 << 20
MAX_ITEM_BYTES = (4 << 20) - 4096  # what fits a message together with its envelope
ITEM_OVERHEAD = 8  # tag and length of an item in its batch

KINDS = {
    "interactions": ("external_id", ingestion_pb2.PushInteractionsRequest),
    "accounts": ("account_id", ingestion_pb2.PushAccountsRequest),
    "locations": ("location_id", ingestion_pb2.PushLocationsRequest),
    "commercial_records": ("record_id", ingestion_pb2.PushCommercialRecordsRequest),
}
"""What can be pushed: the items' own id, and the request."""


@dataclass
class PushReport:
    """What became of pushed items."""

    results: list[ingestion_pb2.PushResult] = field(default_factory=list)
    """One for each item, in order; index counts through all items."""
    counts: ingestion_pb2.PushCounts = field(default_factory=ingestion_pb2.PushCounts)
    """How many of each status."""

    @property
    def failures(self) -> list[ingestion_pb2.PushResult]:
        """The items that were not stored."""
        return [r for r in self.results if r.status in (ingestion_pb2.PUSH_STATUS_CONFLICT, ingestion_pb2.PUSH_STATUS_REJECTED)]

    def _add(self, start: int, answer: Any) -> None:
        for result in answer.results:
            result.index += start
            self.results.append(result)
        for status in ("accepted", "updated", "duplicate", "conflict", "rejected"):
            setattr(self.counts, status, getattr(self.counts, status) + getattr(answer.counts, status))

    def _reject(self, index: int, id: str) -> None:
        self.counts.rejected += 1
        self.results.append(too_large(index, id))


class PushError(ThroughlineError):
    """Why a push ended early; report says what became of the items before."""

    def __init__(self, cause: ThroughlineError, report: PushReport) -> None:
        super().__init__(cause.code, cause.message, cause.request_id)
        self.__dict__.update(cause.__dict__)
        self.report = report
        """What became of the batches before."""


def batches(kind: str, items: Sequence[Message], report: PushReport) -> Iterator[tuple[int, Message]]:
    """Yields requests that fit, each with the index of its first item. What no message can hold is
    reported as rejected when its turn comes."""
    id_field, request_type = KINDS[kind]
    batch: list[Message] = []
    size = start = 0
    for index, item in enumerate(items):
        more = item.ByteSize()
        large = more > MAX_ITEM_BYTES
        if batch and (large or len(batch) == MAX_BATCH_ITEMS or size + more + ITEM_OVERHEAD > MAX_BATCH_BYTES):
            yield start, request_type(**{kind: batch})
            batch, size = [], 0
        if large:
            report._reject(index, getattr(item, id_field))
            continue
        if not batch:
            start = index
        batch.append(item)
        size += more + ITEM_OVERHEAD
    if batch:
        yield start, request_type(**{kind: batch})


def too_large(index: int, id: str) -> ingestion_pb2.PushResult:
    """What becomes of an item that no message can hold."""
    violation = ingestion_pb2.ItemViolation(
        reason=ingestion_pb2.VIOLATION_REASON_TOO_LONG,
        description="the item is larger than a message may be, 4 MiB; it must be smaller",
    )
    return ingestion_pb2.PushResult(index=index, id=id, status=ingestion_pb2.PUSH_STATUS_REJECTED, violations=[violation])
