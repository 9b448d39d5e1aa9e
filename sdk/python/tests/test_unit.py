"""What the shared scenarios do not say: keys, names, limits of waiting, telemetry."""

from __future__ import annotations

import asyncio
import os
import socket
import time
import unittest
from unittest import mock

import grpc
from opentelemetry import trace
from opentelemetry.instrumentation.grpc import GrpcInstrumentorClient, aio_client_interceptors
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

import throughline
from throughline.v1.alert_pb2 import GetAlertRequest
from throughline.v1.ingestion_pb2 import Interaction

KEY = "tl_live_retail_0123456789"
NOBODY = "127.0.0.1:1"


def options(**given: object) -> throughline.Options:
    return throughline.Options(api_key=KEY, insecure=True, attempts=2, **given)  # type: ignore[arg-type]


class Keys(unittest.TestCase):
    def test_a_key_must_name_a_tenant(self) -> None:
        with mock.patch.dict(os.environ, clear=True), self.assertRaisesRegex(ValueError, throughline.KEY_VARIABLE):
            throughline.Client(NOBODY)
        for key in ("secret", "tl_live_retail", "tl_live__0123", "sk_live_retail_0123", "tl_live_retail_0123_456"):
            with self.subTest(key), self.assertRaisesRegex(ValueError, "misspelt"):
                throughline.Client(NOBODY, throughline.Options(api_key=key))

    def test_the_key_comes_from_the_environment(self) -> None:
        with mock.patch.dict(os.environ, {throughline.KEY_VARIABLE: "tl_live_big-bank_0123"}), throughline.Client(NOBODY) as client:
            self.assertEqual(client.tenant, "big-bank")
            self.assertEqual(client.name(), "tenants/big-bank")
            self.assertEqual(client.name("alerts", "1"), "tenants/big-bank/alerts/1")

    def test_a_webhook_verifier_wants_secrets(self) -> None:
        for secrets, why in (((), "at least one"), (("whsec_",), "misspelt"), (("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "?"), "secret 1")):
            with self.subTest(secrets), self.assertRaisesRegex(ValueError, why):
                throughline.WebhookVerifier(*secrets)


class Errors(unittest.TestCase):
    def test_nobody_at_the_address_is_unavailable(self) -> None:
        with throughline.Client(NOBODY, options()) as client, self.assertRaises(throughline.ThroughlineError) as caught:
            client.alerts.GetAlert(GetAlertRequest(name="x"))
        self.assertIs(caught.exception.code, grpc.StatusCode.UNAVAILABLE)
        self.assertRegex(str(caught.exception), r"^throughline: UNAVAILABLE: .* \[request [0-9a-f-]{36}\]$")

    def test_a_call_may_have_its_own_timeout(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as mute:
            address = f"127.0.0.1:{mute.getsockname()[1]}"
            with throughline.Client(address, options()) as client, self.assertRaises(throughline.ThroughlineError) as caught:
                client.alerts.GetAlert(GetAlertRequest(name="x"), timeout=0.2)
        self.assertIs(caught.exception.code, grpc.StatusCode.DEADLINE_EXCEEDED)


class Ingesters(unittest.TestCase):
    def test_waiting_has_limits(self) -> None:
        told: list[throughline.IngestResult] = []
        given = throughline.IngesterOptions(max_items=1, queue_items=2, on_result=told.append)
        with throughline.Client(NOBODY, options()) as client:
            ingester = client.ingester(given)
            for i in range(2):
                ingester.add(Interaction(external_id=str(i)))
            with self.assertRaises(TimeoutError):
                ingester.add(Interaction(external_id="2"), timeout=0.05)
            with self.assertRaises(TimeoutError):
                ingester.flush(timeout=0.05)
            with self.assertRaises(throughline.ThroughlineError):
                ingester.close(timeout=0.05)
            with self.assertRaises(RuntimeError):
                ingester.add(Interaction(external_id="3"))
            ingester.close()  # once more is harmless
        self.assertEqual([r.item.external_id for r in told], ["0", "1"])
        self.assertEqual(ingester.stats, throughline.IngesterStats(failed=2))


    def test_closing_does_not_wait_for_a_call_that_hangs(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as mute:
            with throughline.Client(f"127.0.0.1:{mute.getsockname()[1]}", options()) as client:
                ingester = client.ingester(throughline.IngesterOptions(max_items=1))
                ingester.add(Interaction(external_id="0"))
                began = time.monotonic()
                with self.assertRaises(throughline.ThroughlineError):
                    ingester.close(timeout=0.2)
                self.assertLess(time.monotonic() - began, 10)
        self.assertEqual(ingester.stats.failed, 1)

    def test_closing_does_not_wait_for_a_call_that_hangs_with_asyncio(self) -> None:
        async def run(address: str) -> throughline.IngesterStats:
            async with throughline.AsyncClient(address, options()) as client:
                ingester = client.ingester(throughline.IngesterOptions(max_items=1))
                await ingester.add(Interaction(external_id="0"))
                with self.assertRaises(throughline.ThroughlineError):
                    await ingester.close(timeout=0.2)
                return ingester.stats

        with socket.create_server(("127.0.0.1", 0)) as mute:
            stats = asyncio.run(asyncio.wait_for(run(f"127.0.0.1:{mute.getsockname()[1]}"), 10))
        self.assertEqual(stats.failed, 1)

    def test_a_callback_that_raises_costs_no_item_its_result(self) -> None:
        told = []

        def on_result(r: throughline.IngestResult) -> None:
            told.append(r.item.external_id)
            raise KeyError("the caller's mistake")

        with throughline.Client(NOBODY, options()) as client, self.assertLogs("throughline") as logs:
            ingester = client.ingester(throughline.IngesterOptions(max_items=2, on_result=on_result))
            for i in range(3):
                ingester.add(Interaction(external_id=str(i)))
            with self.assertRaises(throughline.ThroughlineError):
                ingester.close(timeout=0.05)
        self.assertEqual(told, ["0", "1", "2"])
        self.assertEqual(len(logs.records), 3)


class Telemetry(unittest.TestCase):
    def setUp(self) -> None:
        self.spans = InMemorySpanExporter()
        self.provider = TracerProvider()
        self.provider.add_span_processor(SimpleSpanProcessor(self.spans))

    def names(self) -> list[str]:
        return [s.name for s in self.spans.get_finished_spans()]

    def test_each_attempt_has_a_span(self) -> None:
        trace.set_tracer_provider(self.provider)  # the instrumentor looks at no other
        instrumentor = GrpcInstrumentorClient()  # type: ignore[no-untyped-call]
        instrumentor.instrument()
        self.addCleanup(instrumentor.uninstrument)
        with throughline.Client(NOBODY, options()) as client, self.assertRaises(throughline.ThroughlineError):
            client.alerts.GetAlert(GetAlertRequest(name="x"))
        self.assertEqual(self.names(), ["/throughline.v1.AlertService/GetAlert"] * 2)

    def test_each_attempt_has_a_span_with_asyncio(self) -> None:
        async def call() -> None:
            given = options(interceptors=aio_client_interceptors(self.provider))  # type: ignore[no-untyped-call]
            async with throughline.AsyncClient(NOBODY, given) as client:
                with self.assertRaises(throughline.ThroughlineError):
                    await client.alerts.GetAlert(GetAlertRequest(name="x"))

        asyncio.run(call())
        self.assertEqual(self.names(), ["/throughline.v1.AlertService/GetAlert"] * 2)


if __name__ == "__main__":
    unittest.main()
