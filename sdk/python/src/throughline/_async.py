"""The client for asyncio."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

import grpc.aio

from ._channel import AsyncChannel
from ._error import ThroughlineError
from ._ingester import Gathered, IngesterOptions, IngesterStats, IngestResult, not_sent, parts, passes, splits, tell
from ._options import Options, settle
from ._push import PushError, PushReport, batches
from ._retry import backoff
from ._watch import watch_async
from .v1 import admin_pb2_grpc, alert_pb2, alert_pb2_grpc, cluster_pb2, cluster_pb2_grpc, commerce_pb2, ingestion_pb2, ingestion_pb2_grpc
from .v1 import journey_pb2_grpc, policy_pb2_grpc, review_pb2_grpc, routing_pb2_grpc

if TYPE_CHECKING:
    from .v1.admin_pb2_grpc import AdminServiceAsyncStub
    from .v1.alert_pb2_grpc import AlertServiceAsyncStub
    from .v1.cluster_pb2_grpc import ClusterServiceAsyncStub
    from .v1.ingestion_pb2_grpc import IngestionServiceAsyncStub
    from .v1.journey_pb2_grpc import JourneyServiceAsyncStub
    from .v1.policy_pb2_grpc import PolicyServiceAsyncStub
    from .v1.review_pb2_grpc import ReviewServiceAsyncStub
    from .v1.routing_pb2_grpc import RoutingServiceAsyncStub


class AsyncClient:
    """Client for asyncio: the same names, with await. Make it and use it in one event loop."""

    def __init__(self, address: str, options: Options | None = None) -> None:
        """As Client."""
        self._settings = settle(options or Options(), asyncio.sleep)
        channel: Any = AsyncChannel(self._open(address), self._settings)
        self._channel = channel
        self.ingestion = cast("IngestionServiceAsyncStub", ingestion_pb2_grpc.IngestionServiceStub(channel))
        self.journey = cast("JourneyServiceAsyncStub", journey_pb2_grpc.JourneyServiceStub(channel))
        self.clusters = cast("ClusterServiceAsyncStub", cluster_pb2_grpc.ClusterServiceStub(channel))
        self.alerts = cast("AlertServiceAsyncStub", alert_pb2_grpc.AlertServiceStub(channel))
        self.routing = cast("RoutingServiceAsyncStub", routing_pb2_grpc.RoutingServiceStub(channel))
        self.policy = cast("PolicyServiceAsyncStub", policy_pb2_grpc.PolicyServiceStub(channel))
        self.review = cast("ReviewServiceAsyncStub", review_pb2_grpc.ReviewServiceStub(channel))
        self.admin = cast("AdminServiceAsyncStub", admin_pb2_grpc.AdminServiceStub(channel))

    def _open(self, address: str) -> grpc.aio.Channel:
        options = self._settings.options
        more: Any = {"options": self._settings.channel_options, "interceptors": list(options.interceptors)}
        if options.insecure:
            return grpc.aio.insecure_channel(address, **more)
        credentials = options.credentials or grpc.ssl_channel_credentials()
        return grpc.aio.secure_channel(address, credentials, **more)

    async def close(self) -> None:
        """Ends all calls and closes the connection."""
        await self._channel.close()

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    @property
    def tenant(self) -> str:
        """The id of the API key's tenant."""
        return self._settings.tenant

    def name(self, *parts: str) -> str:
        """As Client.name."""
        return "/".join(("tenants", self.tenant, *parts))

    def list_alerts(self, request: alert_pb2.ListAlertsRequest | None = None) -> AsyncIterator[alert_pb2.Alert]:
        """As Client.list_alerts."""
        return pages_async(self.alerts.ListAlerts, request or alert_pb2.ListAlertsRequest(), "alerts")

    def list_clusters(self, request: cluster_pb2.ListClustersRequest | None = None) -> AsyncIterator[cluster_pb2.Cluster]:
        """As Client.list_clusters."""
        return pages_async(self.clusters.ListClusters, request or cluster_pb2.ListClustersRequest(), "clusters")

    def list_mentions(self, request: cluster_pb2.ListMentionsRequest) -> AsyncIterator[cluster_pb2.Mention]:
        """As Client.list_mentions."""
        return pages_async(self.clusters.ListMentions, request, "mentions")

    def list_interactions(self, request: ingestion_pb2.ListInteractionsRequest | None = None) -> AsyncIterator[ingestion_pb2.Interaction]:
        """As Client.list_interactions."""
        return pages_async(self.ingestion.ListInteractions, request or ingestion_pb2.ListInteractionsRequest(), "interactions")

    def watch_alerts(self, request: alert_pb2.WatchAlertsRequest | None = None) -> AsyncIterator[alert_pb2.WatchAlertsResponse]:
        """As Client.watch_alerts."""
        return watch_async(self.alerts.WatchAlerts, request, self._settings)

    async def push_interactions(self, items: Sequence[ingestion_pb2.Interaction]) -> PushReport:
        """As Client.push_interactions."""
        return await self._push("interactions", items, self.ingestion.PushInteractions)

    async def push_accounts(self, items: Sequence[commerce_pb2.Account]) -> PushReport:
        """As Client.push_accounts."""
        return await self._push("accounts", items, self.ingestion.PushAccounts)

    async def push_locations(self, items: Sequence[commerce_pb2.Location]) -> PushReport:
        """As Client.push_locations."""
        return await self._push("locations", items, self.ingestion.PushLocations)

    async def push_commercial_records(self, items: Sequence[commerce_pb2.CommercialRecord]) -> PushReport:
        """As Client.push_commercial_records."""
        return await self._push("commercial_records", items, self.ingestion.PushCommercialRecords)

    async def _push(self, kind: str, items: Sequence[Any], send: Callable[..., Any]) -> PushReport:
        report = PushReport()
        try:
            for start, request in batches(kind, items, report):
                report._add(start, await send(request))
        except ThroughlineError as e:
            raise PushError(e, report) from e
        return report

    def ingester(self, options: IngesterOptions | None = None) -> AsyncIngester:
        """Starts a buffered ingester. Close it before the client."""
        return AsyncIngester(self, options or IngesterOptions())


async def pages_async(call: Callable[..., Any], request: Any, items: str) -> AsyncIterator[Any]:
    """As pages."""
    following = type(request)()
    following.CopyFrom(request)
    while True:
        answer = await call(following)
        for item in getattr(answer, items):
            yield item
        if not answer.next_page_token:
            return
        following.page_token = answer.next_page_token


class AsyncIngester:
    """Ingester for asyncio: the same, with await."""

    def __init__(self, client: AsyncClient, options: IngesterOptions) -> None:
        """Made by AsyncClient.ingester."""
        self._client = client
        self._gathered = Gathered(options)
        self._changed = asyncio.Condition()
        self._closed = False
        self._oldest: float | None = None  # when the first item in the queue came
        self._task = asyncio.ensure_future(self._run())
        self._abort = asyncio.Event()

    @property
    def stats(self) -> IngesterStats:
        """The counts so far."""
        return IngesterStats(**vars(self._gathered.stats))

    async def add(self, item: ingestion_pb2.Interaction) -> bool:
        """As Ingester.add; a wait for room ends with the task."""
        async with self._changed:
            if self._gathered.full and self._gathered.options.drop:
                self._gathered.stats.dropped += 1
                return False
            await self._changed.wait_for(lambda: self._closed or not self._gathered.full)
            if self._closed:
                raise RuntimeError("throughline: the ingester is closed")
            self._gathered.add(item)
            if self._oldest is None:
                self._oldest = self._now()
            self._changed.notify_all()
            return True

    async def flush(self) -> None:
        """As Ingester.flush; asyncio.timeout sets a limit."""
        async with self._changed:
            target = self._gathered.send_all()
            self._changed.notify_all()
            await self._changed.wait_for(lambda: self._gathered.reported >= target)

    async def close(self, timeout: float = 30.0) -> None:
        """As Ingester.close."""
        async with self._changed:
            self._closed = True
            self._changed.notify_all()
        done, _ = await asyncio.wait([self._task], timeout=timeout)
        if not done:
            self._abort.set()
            await self._task
            raise not_sent()

    async def __aenter__(self) -> AsyncIngester:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

    async def _run(self) -> None:
        while True:
            async with self._changed:
                await self._await_batch()
                batch = self._gathered.take()
                self._oldest = self._now() if len(self._gathered) else None
                if not batch:
                    return  # closed, and everything has its result
            for part in parts(batch):
                if isinstance(part, IngestResult):
                    await self._report(part)
                else:
                    await self._send(part)

    async def _await_batch(self) -> None:
        while not self._gathered.ripe and not self._closed:
            left = None
            if self._oldest is not None:
                left = self._oldest + self._gathered.options.interval - self._now()
                if left <= 0:
                    break
            try:
                await asyncio.wait_for(self._changed.wait(), left)
            except asyncio.TimeoutError:
                break
        if not self._gathered.ripe:
            self._gathered.send_all()

    async def _send(self, items: list[ingestion_pb2.Interaction]) -> None:
        try:
            answer = await self._persist(items)
        except ThroughlineError as e:
            if splits(e, items):
                half = len(items) // 2
                await self._send(items[:half])
                await self._send(items[half:])
                return
            for item in items:
                await self._report(IngestResult(item, error=e))
            return
        for item, result in zip(items, answer.results, strict=True):
            await self._report(IngestResult(item, result=result))

    async def _persist(self, items: list[ingestion_pb2.Interaction]) -> ingestion_pb2.PushInteractionsResponse:
        request = ingestion_pb2.PushInteractionsRequest(interactions=items)
        n = 0
        while True:
            n += 1
            try:
                answer: ingestion_pb2.PushInteractionsResponse = await self._unless_aborted(self._client.ingestion.PushInteractions(request))
                return answer
            except ThroughlineError as e:
                if self._abort.is_set() or not passes(e):
                    raise
                pause = backoff(e.retry_after, n)
            await self._unless_aborted(self._client._settings.wait(pause))

    async def _unless_aborted(self, work: Any) -> Any:
        """Awaits, until closing has no more time."""
        task, abort = asyncio.ensure_future(work), asyncio.ensure_future(self._abort.wait())
        await asyncio.wait({task, abort}, return_when=asyncio.FIRST_COMPLETED)
        abort.cancel()
        if not task.done():
            task.cancel()
            raise not_sent()
        return task.result()

    async def _report(self, r: IngestResult) -> None:
        tell(self._gathered.options.on_result, r)
        async with self._changed:
            self._gathered.count(r)
            self._changed.notify_all()
