"""The client whose calls block."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Any

import grpc

from ._channel import Channel
from ._error import ThroughlineError
from ._ingester import Gathered, IngesterOptions, IngesterStats, IngestResult, not_sent, parts, passes, splits, tell
from ._options import Options, settle
from ._push import PushError, PushReport, batches
from ._retry import backoff
from ._watch import watch
from .v1 import admin_pb2_grpc, alert_pb2, alert_pb2_grpc, cluster_pb2, cluster_pb2_grpc, commerce_pb2, ingestion_pb2, ingestion_pb2_grpc
from .v1 import journey_pb2_grpc, policy_pb2_grpc, review_pb2_grpc, routing_pb2_grpc


def _wait(seconds: float, stop: threading.Event | None = None) -> None:
    """Sleeps, until stop is set."""
    if stop is None:
        time.sleep(seconds)
    else:
        stop.wait(seconds)


class Client:
    """Speaks to one server on behalf of one tenant. It is safe for concurrent use.

    The service clients take requests as they are defined in the proto files; an empty parent means
    the API key's tenant: client.alerts.GetAlert(GetAlertRequest(name=client.name("alerts", id))).
    """

    def __init__(self, address: str, options: Options | None = None) -> None:
        """Makes a client of the server at address, "host:port". It does not connect before the
        first call. Raises ValueError without a key, and when the key is misspelt."""
        self._settings = settle(options or Options(), _wait)
        self._channel = Channel(self._open(address), self._settings)
        channel: Any = self._channel
        self.ingestion = ingestion_pb2_grpc.IngestionServiceStub(channel)
        self.journey = journey_pb2_grpc.JourneyServiceStub(channel)
        self.clusters = cluster_pb2_grpc.ClusterServiceStub(channel)
        self.alerts = alert_pb2_grpc.AlertServiceStub(channel)
        self.routing = routing_pb2_grpc.RoutingServiceStub(channel)
        self.policy = policy_pb2_grpc.PolicyServiceStub(channel)
        self.review = review_pb2_grpc.ReviewServiceStub(channel)
        self.admin = admin_pb2_grpc.AdminServiceStub(channel)

    def _open(self, address: str) -> grpc.Channel:
        options = self._settings.options
        if options.insecure:
            channel = grpc.insecure_channel(address, self._settings.channel_options)
        else:
            credentials = options.credentials or grpc.ssl_channel_credentials()
            channel = grpc.secure_channel(address, credentials, self._settings.channel_options)
        return grpc.intercept_channel(channel, *options.interceptors) if options.interceptors else channel

    def close(self) -> None:
        """Ends all calls and closes the connection."""
        self._channel.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def tenant(self) -> str:
        """The id of the API key's tenant."""
        return self._settings.tenant

    def name(self, *parts: str) -> str:
        """The resource name of something of the tenant: name() is "tenants/retail", name("policy")
        "tenants/retail/policy", name("alerts", id) "tenants/retail/alerts/…"."""
        return "/".join(("tenants", self.tenant, *parts))

    def list_alerts(self, request: alert_pb2.ListAlertsRequest | None = None) -> Iterator[alert_pb2.Alert]:
        """Goes through all alerts that the request asks for, page by page."""
        return pages(self.alerts.ListAlerts, request or alert_pb2.ListAlertsRequest(), "alerts")

    def list_clusters(self, request: cluster_pb2.ListClustersRequest | None = None) -> Iterator[cluster_pb2.Cluster]:
        """Goes through all clusters, page by page."""
        return pages(self.clusters.ListClusters, request or cluster_pb2.ListClustersRequest(), "clusters")

    def list_mentions(self, request: cluster_pb2.ListMentionsRequest) -> Iterator[cluster_pb2.Mention]:
        """Goes through all mentions of a cluster, page by page."""
        return pages(self.clusters.ListMentions, request, "mentions")

    def list_interactions(self, request: ingestion_pb2.ListInteractionsRequest | None = None) -> Iterator[ingestion_pb2.Interaction]:
        """Goes through all interactions that the request asks for, page by page."""
        return pages(self.ingestion.ListInteractions, request or ingestion_pb2.ListInteractionsRequest(), "interactions")

    def watch_alerts(self, request: alert_pb2.WatchAlertsRequest | None = None) -> Iterator[alert_pb2.WatchAlertsResponse]:
        """Goes through every change of every alert as it happens, from the request's resume token
        on, or from now on without one. It connects again by itself when the connection breaks or
        falls silent, and skips no change and yields none twice.

        It yields heartbeats too, which have no alert_event: the first message comes at once, and
        from then on a list misses nothing that the watch does not bring. Keep a message's resume
        token once it is handled, to go on from there in another process.

        It ends when the caller breaks off, or raises what connecting again does not cure."""
        return watch(self.alerts.WatchAlerts, request, self._settings)

    def push_interactions(self, items: Sequence[ingestion_pb2.Interaction]) -> PushReport:
        """Stores any number of interactions, in batches that fit, one after the other. An item that
        is too large for any message is reported as rejected and not sent.

        When a batch fails, PushError tells of the batches before it; pushing everything again is
        safe, since the server recognises what it has."""
        return self._push("interactions", items, self.ingestion.PushInteractions)

    def push_accounts(self, items: Sequence[commerce_pb2.Account]) -> PushReport:
        """Stores any number of accounts, as push_interactions does."""
        return self._push("accounts", items, self.ingestion.PushAccounts)

    def push_locations(self, items: Sequence[commerce_pb2.Location]) -> PushReport:
        """Stores any number of locations, as push_interactions does."""
        return self._push("locations", items, self.ingestion.PushLocations)

    def push_commercial_records(self, items: Sequence[commerce_pb2.CommercialRecord]) -> PushReport:
        """Stores any number of commercial records, as push_interactions does."""
        return self._push("commercial_records", items, self.ingestion.PushCommercialRecords)

    def _push(self, kind: str, items: Sequence[Any], send: Callable[..., Any]) -> PushReport:
        report = PushReport()
        try:
            for start, request in batches(kind, items, report):
                report._add(start, send(request))
        except ThroughlineError as e:
            raise PushError(e, report) from e
        return report

    def ingester(self, options: IngesterOptions | None = None) -> Ingester:
        """Starts a buffered ingester. Close it before the client."""
        return Ingester(self, options or IngesterOptions())


def pages(call: Callable[..., Any], request: Any, items: str) -> Iterator[Any]:
    """Goes through the items of all pages of a list method, from the request's own page token on. A
    page is fetched when the one before is used up. items names the response's field."""
    following = type(request)()
    following.CopyFrom(request)
    while True:
        answer = call(following)
        yield from getattr(answer, items)
        if not answer.next_page_token:
            return
        following.page_token = answer.next_page_token


class Ingester:
    """Gathers interactions in memory and sends them in batches, one after the other, in the order
    in which they were added. What fails for a while is sent again until it is stored or closing has
    no more time: a server that is restarted costs nothing, and repeats are recognised by the
    server. What the process holds when it dies is lost; so confirm to your source only what
    on_result told. It is safe for concurrent use."""

    def __init__(self, client: Client, options: IngesterOptions) -> None:
        """Made by Client.ingester."""
        self._client = client
        self._gathered = Gathered(options)
        self._changed = threading.Condition()  # guards what follows and _gathered
        self._closed = False
        self._oldest: float | None = None  # when the first item in the queue came
        self._abort = threading.Event()
        self._call: Any = None  # the one in progress
        self._thread = threading.Thread(target=self._run, name="throughline-ingester", daemon=True)
        self._thread.start()

    @property
    def stats(self) -> IngesterStats:
        """The counts so far."""
        with self._changed:
            return IngesterStats(**vars(self._gathered.stats))

    def add(self, item: ingestion_pb2.Interaction, timeout: float | None = None) -> bool:
        """Queues an interaction. Waits for room, or returns False at once when the item was
        dropped, as the options say. Raises TimeoutError when there is no room in time, RuntimeError
        when the ingester is closed."""
        with self._changed:
            if self._gathered.full and self._gathered.options.drop:
                self._gathered.stats.dropped += 1
                return False
            if not self._changed.wait_for(lambda: self._closed or not self._gathered.full, timeout):
                raise TimeoutError("throughline: the ingester's queue stayed full")
            if self._closed:
                raise RuntimeError("throughline: the ingester is closed")
            self._gathered.add(item)
            if self._oldest is None:
                self._oldest = time.monotonic()
            self._changed.notify_all()
            return True

    def flush(self, timeout: float | None = None) -> None:
        """Sends what was added before, and returns once each item has its result. Raises
        TimeoutError when that takes longer than timeout."""
        with self._changed:
            target = self._gathered.send_all()
            self._changed.notify_all()
            if not self._changed.wait_for(lambda: self._gathered.reported >= target, timeout):
                raise TimeoutError("throughline: the ingester could not send everything in time")

    def close(self, timeout: float = 30.0) -> None:
        """Sends what was added, and returns once each item has its result. When that takes longer
        than timeout, in seconds, what is left ends with an error, on_result is told, and it raises a
        ThroughlineError with code DEADLINE_EXCEEDED. Closing twice is harmless."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join(timeout)
        if self._thread.is_alive():
            self._abort.set()
            if self._call is not None:
                self._call.cancel()
            self._thread.join()
            raise not_sent()

    def __enter__(self) -> Ingester:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._await_batch()
                batch = self._gathered.take()
                self._oldest = time.monotonic() if len(self._gathered) else None
                if not batch:
                    return  # closed, and everything has its result
            for part in parts(batch):
                if isinstance(part, IngestResult):
                    self._report(part)
                else:
                    self._send(part)

    def _await_batch(self) -> None:
        """Waits until there is something to send, or nothing will come any more."""
        while not self._gathered.ripe and not self._closed:
            left = None
            if self._oldest is not None:
                left = self._oldest + self._gathered.options.interval - time.monotonic()
                if left <= 0:
                    break
            self._changed.wait(left)
        if not self._gathered.ripe:
            self._gathered.send_all()

    def _send(self, items: list[ingestion_pb2.Interaction]) -> None:
        try:
            answer = self._persist(items)
        except ThroughlineError as e:
            if splits(e, items):
                half = len(items) // 2
                self._send(items[:half])
                self._send(items[half:])
                return
            for item in items:
                self._report(IngestResult(item, error=e))
            return
        for item, result in zip(items, answer.results, strict=True):
            self._report(IngestResult(item, result=result))

    def _persist(self, items: list[ingestion_pb2.Interaction]) -> ingestion_pb2.PushInteractionsResponse:
        """Pushes until there is an answer that does not pass, or no more time."""
        request = ingestion_pb2.PushInteractionsRequest(interactions=items)
        n = 0
        while True:
            if self._abort.is_set():
                raise not_sent()
            n += 1
            try:
                push: Any = self._client.ingestion.PushInteractions
                answer: ingestion_pb2.PushInteractionsResponse = push(request, on_call=self._begun)
                return answer
            except ThroughlineError as e:
                if not passes(e):
                    raise
                pause = backoff(e.retry_after, n)
            self._client._settings.wait(pause, self._abort)

    def _begun(self, call: Any) -> None:
        self._call = call
        if self._abort.is_set():
            call.cancel()

    def _report(self, r: IngestResult) -> None:
        """Tells what became of one item, and makes room for another."""
        tell(self._gathered.options.on_result, r)
        with self._changed:
            self._gathered.count(r)
            self._changed.notify_all()
