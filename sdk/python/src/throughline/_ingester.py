"""What both buffered ingesters share."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import grpc

from ._error import ThroughlineError
from ._options import new_id
from ._push import ITEM_OVERHEAD, MAX_BATCH_BYTES, MAX_BATCH_ITEMS, MAX_ITEM_BYTES, too_large
from .v1 import ingestion_pb2


@dataclass(frozen=True)
class IngestResult:
    """What became of one item. Either result or error is set."""

    item: ingestion_pb2.Interaction
    result: ingestion_pb2.PushResult | None = None
    """The server's word; index is that within its batch."""
    error: ThroughlineError | None = None
    """It is not known to be stored, and is not sent again."""


@dataclass
class IngesterStats:
    """Counts of items."""

    waiting: int = 0
    """Added, with no result yet."""
    accepted: int = 0
    """New and stored."""
    duplicate: int = 0
    """Were stored already, as after an answer that got lost."""
    conflict: int = 0
    """Another content is stored under their identity."""
    rejected: int = 0
    """Break a rule."""
    dropped: int = 0
    """Found the queue full."""
    failed: int = 0
    """Ended with an error."""


@dataclass(frozen=True)
class IngesterOptions:
    """How an ingester gathers."""

    max_items: int = 500
    """A batch of so many items is sent at once; at most 1,000."""
    max_bytes: int = MAX_BATCH_BYTES
    """Or of so many bytes; at most 3 MiB."""
    interval: float = 1.0
    """Or when its first item has waited so long, in seconds."""
    queue_items: int = 10_000
    """Items that may wait for their result, those being sent included."""
    drop: bool = False
    """An item that finds the queue full is dropped and counted. Otherwise add waits for room."""
    on_result: Callable[[IngestResult], None] | None = None
    """Is told what became of each item that was added and not dropped, once, in the order in which
    they were added. It runs between two batches: what takes long holds up the next one. It must not
    call flush or close."""

    def bounded(self) -> IngesterOptions:
        """The same within the limits of a batch."""
        return replace(self, max_items=min(max(self.max_items, 1), MAX_BATCH_ITEMS), max_bytes=min(max(self.max_bytes, 1), MAX_BATCH_BYTES))


class Gathered:
    """The queue of an ingester and its counts. The ingester guards it."""

    def __init__(self, options: IngesterOptions) -> None:
        self.options = options.bounded()
        self.stats = IngesterStats()
        self.reported = 0  # results so far
        self.due = 0  # so many of the queue's first items are to be sent, full batch or not
        self._queue: deque[tuple[ingestion_pb2.Interaction, int]] = deque()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def full(self) -> bool:
        """Whether there is no room."""
        return self.stats.waiting >= self.options.queue_items

    @property
    def ripe(self) -> bool:
        """Whether a batch is to be sent now."""
        return self.due > 0 or len(self._queue) >= self.options.max_items or self._bytes >= self.options.max_bytes

    def add(self, item: ingestion_pb2.Interaction) -> None:
        """Queues an item."""
        size = item.ByteSize() + ITEM_OVERHEAD
        self._queue.append((item, size))
        self._bytes += size
        self.stats.waiting += 1

    def send_all(self) -> int:
        """Marks what is queued as due. Returns how many results there will be once it is sent."""
        self.due = len(self._queue)
        return self.reported + self.stats.waiting

    def take(self) -> list[tuple[ingestion_pb2.Interaction, int]]:
        """Takes the next batch off the queue."""
        batch: list[tuple[ingestion_pb2.Interaction, int]] = []
        size = 0
        while self._queue and len(batch) < self.options.max_items:
            if batch and size + self._queue[0][1] > self.options.max_bytes:
                break
            batch.append(self._queue.popleft())
            size += batch[-1][1]
        self._bytes -= size
        self.due = max(self.due - len(batch), 0)
        return batch

    def count(self, r: IngestResult) -> None:
        """Counts a result."""
        names = {
            ingestion_pb2.PUSH_STATUS_ACCEPTED: "accepted",
            ingestion_pb2.PUSH_STATUS_DUPLICATE: "duplicate",
            ingestion_pb2.PUSH_STATUS_CONFLICT: "conflict",
        }
        name = "failed" if r.result is None else names.get(r.result.status, "rejected")
        setattr(self.stats, name, getattr(self.stats, name) + 1)
        self.stats.waiting -= 1
        self.reported += 1


def parts(batch: list[tuple[ingestion_pb2.Interaction, int]]) -> Iterator[list[ingestion_pb2.Interaction] | IngestResult]:
    """Yields what is to be sent together, and a result for what no message can hold, in order."""
    fitting: list[ingestion_pb2.Interaction] = []
    for item, size in batch:
        if size - ITEM_OVERHEAD <= MAX_ITEM_BYTES:
            fitting.append(item)
            continue
        if fitting:
            yield fitting
            fitting = []
        yield IngestResult(item, result=too_large(0, item.external_id))
    if fitting:
        yield fitting


def tell(on_result: Callable[[IngestResult], None] | None, r: IngestResult) -> None:
    """Calls on_result. A mistake in it must not cost the other items their results, so it is logged."""
    if on_result is None:
        return
    try:
        on_result(r)
    except Exception:
        logging.getLogger("throughline").exception("on_result of the ingester failed")


def passes(error: ThroughlineError) -> bool:
    """Whether an error of a push passes. A push may be repeated whatever became of it, so a
    deadline or a connection that was reset passes too."""
    return error.retryable or error.broken or error.code is grpc.StatusCode.DEADLINE_EXCEEDED


def splits(error: ThroughlineError, items: list[ingestion_pb2.Interaction]) -> bool:
    """Whether smaller batches may do what this one could not."""
    return len(items) > 1 and error.code is grpc.StatusCode.RESOURCE_EXHAUSTED


def not_sent() -> ThroughlineError:
    """How an item ends for which there was no more time."""
    message = "the ingester was closed before the item was known to be stored; push it again, repeats are recognised"
    return ThroughlineError(grpc.StatusCode.DEADLINE_EXCEEDED, message, new_id())
