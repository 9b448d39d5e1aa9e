"""Runs the scenarios that every SDK must pass (sdk/conformance).

Usage: conformance.py CONTROL-URL sync|async
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
import urllib.parse
import urllib.request
from typing import Any

import grpc

import throughline
from throughline.v1 import admin_pb2, alert_pb2, ingestion_pb2, policy_pb2


class Run:
    """One run of one scenario."""

    def __init__(self, beginning: dict[str, Any]) -> None:
        self.beginning = beginning
        self.setup = beginning["client"]
        self.outcome: dict[str, Any] = {"waits_ms": [], "items": [], "tokens": [], "results": [], "verified": []}

    def options(self) -> throughline.Options:
        given: dict[str, Any] = {"api_key": self.beginning["key"], "insecure": True}
        if "attempts" in self.setup:
            given["attempts"] = self.setup["attempts"]
        if "deadline_ms" in self.setup:
            given["deadline"] = self.setup["deadline_ms"] / 1000
        if "user_agent" in self.setup:
            given["user_agent"] = self.setup["user_agent"]
        return throughline.Options(**given)

    def replace(self, client: Any, wait: Any) -> None:
        client._settings.wait = wait
        if "silence_ms" in self.setup:
            client._settings.silence = self.setup["silence_ms"] / 1000

    def note(self, seconds: float) -> float:
        """Notes a pause. Returns how much of it is to be slept."""
        self.outcome["waits_ms"].append(seconds * 1000)
        return seconds if self.setup.get("real_waits") else 0

    def failed(self, error: throughline.ThroughlineError) -> None:
        self.outcome["error"] = {
            "code": error.code.name,
            "reason": error.reason,
            "message": error.message,
            "text": str(error),
            "metadata": error.metadata,
            "retry_after_ms": round(error.retry_after * 1000),
            "request_id": error.request_id,
            "violations": [vars(v) for v in error.field_violations],
            "retryable": error.retryable,
        }

    def reported(self, report: throughline.PushReport) -> None:
        c = report.counts
        self.outcome["counts"] = counts(accepted=c.accepted, duplicate=c.duplicate, conflict=c.conflict, rejected=c.rejected)
        self.outcome["results"] = [{"id": f.id, "index": f.index, "status": status(f)} for f in report.failures]

    def ingested(self, r: throughline.IngestResult) -> None:
        told = {"code": r.error.code.name} if r.error is not None else {"status": status(r.result)}
        self.outcome["results"].append({"id": r.item.external_id, "index": 0, **told})

    def counted(self, stats: throughline.IngesterStats) -> None:
        given = dict(vars(stats))
        del given["waiting"]
        self.outcome["counts"] = counts(**given)

    def request(self, call: dict[str, Any], client: Any) -> tuple[Any, Any]:
        methods = {
            "GetAlert": (client.alerts.GetAlert, alert_pb2.GetAlertRequest(name=client.name("alerts", "0"))),
            "UpdatePolicy": (
                client.policy.UpdatePolicy,
                policy_pb2.UpdatePolicyRequest(policy=policy_pb2.Policy(name=client.name("policy"))),
            ),
            "CreateApiKey": (
                client.admin.CreateApiKey,
                admin_pb2.CreateApiKeyRequest(parent=call.get("parent", ""), request_id=call.get("request_id", "")),
            ),
        }
        return methods[call["method"]]

    def list_request(self, given: dict[str, Any]) -> alert_pb2.ListAlertsRequest:
        return alert_pb2.ListAlertsRequest(page_size=given.get("page_size", 0), page_token=given.get("page_token", ""))

    def ingester_options(self, given: dict[str, Any], on_result: Any) -> throughline.IngesterOptions:
        options: dict[str, Any] = {"drop": given.get("drop", False), "on_result": on_result}
        for name in ("max_items", "max_bytes", "queue_items"):
            if name in given:
                options[name] = given[name]
        if "interval_ms" in given:
            options["interval"] = given["interval_ms"] / 1000
        return throughline.IngesterOptions(**options)

    def verify(self) -> None:
        for w in self.beginning["webhooks"]:
            try:
                throughline.WebhookVerifier(*w["secrets"]).verify(w["body"].encode(), w["headers"])
                self.outcome["verified"].append(True)
            except ValueError:
                self.outcome["verified"].append(False)


def counts(**given: int) -> dict[str, int]:
    return {"accepted": 0, "duplicate": 0, "conflict": 0, "rejected": 0, "dropped": 0, "failed": 0, **given}


def status(result: Any) -> str:
    return ingestion_pb2.PushStatus.Name(result.status).removeprefix("PUSH_STATUS_")


def made(push: dict[str, Any]) -> list[ingestion_pb2.Interaction]:
    text = "x" * push.get("text_bytes", 10)
    out = []
    for i in range(push["items"]):
        words = "x" * (5 << 20) if i in push.get("oversize", ()) else text
        turns = [] if i in push.get("broken", ()) else [ingestion_pb2.Turn(text=words)]
        out.append(ingestion_pb2.Interaction(external_id=str(i), turns=turns))
    return out


def run(r: Run) -> None:
    """Does what a scenario says with the client that blocks."""
    with throughline.Client(r.beginning["grpc"], r.options()) as client:
        r.replace(client, lambda seconds, stop=None: time.sleep(r.note(seconds)))
        (action, given), *_ = r.beginning["do"].items()
        if action == "call":
            for _ in range(given.get("times", 1)):
                method, request = r.request(given, client)
                try:
                    method(request)
                except throughline.ThroughlineError as e:
                    r.failed(e)
        elif action == "list":
            for alert in client.list_alerts(r.list_request(given)):
                r.outcome["items"].append(alert.name)
                if len(r.outcome["items"]) == given.get("take"):
                    break
        elif action == "watch":
            for message in client.watch_alerts(alert_pb2.WatchAlertsRequest(resume_token=given.get("resume_token", ""))):
                r.outcome["tokens"].append(message.resume_token)
                if len(r.outcome["tokens"]) == given["messages"]:
                    break
        elif action == "push":
            try:
                r.reported(client.push_interactions(made(given)))
            except throughline.PushError as e:
                r.reported(e.report)
                raise
        elif action == "ingest":
            ingest(r, client, given)
        else:
            r.verify()


def ingest(r: Run, client: throughline.Client, given: dict[str, Any]) -> None:
    arrived = threading.Semaphore(0)

    def on_result(result: throughline.IngestResult) -> None:
        r.ingested(result)
        arrived.release()

    ingester = client.ingester(r.ingester_options(given, on_result))
    for item in made(given):
        ingester.add(item)
    if given.get("await"):
        for _ in range(given["items"]):
            arrived.acquire()
    if given.get("flush"):
        ingester.flush()
    try:
        ingester.close(given.get("close_ms", 60_000) / 1000)
    finally:
        r.counted(ingester.stats)


async def run_async(r: Run) -> None:
    """Does what a scenario says with the client for asyncio."""

    async def wait(seconds: float) -> None:
        await asyncio.sleep(r.note(seconds))

    async with throughline.AsyncClient(r.beginning["grpc"], r.options()) as client:
        r.replace(client, wait)
        (action, given), *_ = r.beginning["do"].items()
        if action == "call":
            for _ in range(given.get("times", 1)):
                method, request = r.request(given, client)
                try:
                    await method(request)
                except throughline.ThroughlineError as e:
                    r.failed(e)
        elif action == "list":
            async for alert in client.list_alerts(r.list_request(given)):
                r.outcome["items"].append(alert.name)
                if len(r.outcome["items"]) == given.get("take"):
                    break
        elif action == "watch":
            async for message in client.watch_alerts(alert_pb2.WatchAlertsRequest(resume_token=given.get("resume_token", ""))):
                r.outcome["tokens"].append(message.resume_token)
                if len(r.outcome["tokens"]) == given["messages"]:
                    break
        elif action == "push":
            try:
                r.reported(await client.push_interactions(made(given)))
            except throughline.PushError as e:
                r.reported(e.report)
                raise
        elif action == "ingest":
            await ingest_async(r, client, given)
        else:
            r.verify()


async def ingest_async(r: Run, client: throughline.AsyncClient, given: dict[str, Any]) -> None:
    arrived = asyncio.Semaphore(0)

    def on_result(result: throughline.IngestResult) -> None:
        r.ingested(result)
        arrived.release()

    ingester = client.ingester(r.ingester_options(given, on_result))
    for item in made(given):
        await ingester.add(item)
    if given.get("await"):
        for _ in range(given["items"]):
            await arrived.acquire()
    if given.get("flush"):
        await ingester.flush()
    try:
        await ingester.close(given.get("close_ms", 60_000) / 1000)
    finally:
        r.counted(ingester.stats)


def ask(url: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data)) as answer:
        return json.load(answer)


def main(control: str, kind: str) -> int:
    failed = 0
    for name in ask(f"{control}/scenarios"):
        r = Run(ask(f"{control}/begin?scenario={urllib.parse.quote(name)}", {}))
        try:
            asyncio.run(run_async(r)) if kind == "async" else run(r)
        except throughline.ThroughlineError as e:
            r.failed(e)
        except Exception as e:
            r.failed(throughline.ThroughlineError(grpc.StatusCode.UNKNOWN, f"not a ThroughlineError: {e!r}", "none"))
        wrong = ask(f"{control}/end?run={r.beginning['run']}", r.outcome)
        if wrong:
            failed += 1
            print(f"{kind}: {name}\n  " + "\n  ".join(wrong))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
