"""Why a call failed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import grpc
from google.rpc import error_details_pb2, status_pb2

_DETAILS = "grpc-status-details-bin"


@dataclass(frozen=True)
class FieldViolation:
    """One field that is wrong."""

    field: str
    """Path, such as "policy.window_days"."""
    reason: str
    """Id of the broken rule."""
    description: str
    """What is wrong and what would be right."""


class ThroughlineError(Exception):
    """Why a call failed. Every error of a call is one of these."""

    def __init__(self, code: grpc.StatusCode, message: str, request_id: str) -> None:
        super().__init__(message)
        self.code = code
        """The kind of error."""
        self.message = message
        """In words, for people."""
        self.reason = ""
        """The exact reason as the server named it, "ETAG_MISMATCH"; empty when no server answered.
        ErrorReason in the API's reference lists them."""
        self.metadata: dict[str, str] = {}
        """What else the reason says."""
        self.field_violations: list[FieldViolation] = []
        """The fields at fault."""
        self.request_id = request_id
        """Quote it to whoever runs the server."""
        self.retry_after = 0.0
        """How long to wait before trying again, in seconds; 0 when the server did not say."""

    @property
    def retryable(self) -> bool:
        """Whether the same request may succeed later. Whether repeating it is safe is another
        matter: it is where the method is idempotent or the request has a request id."""
        if self.code is grpc.StatusCode.UNAVAILABLE:
            return True
        # Without a hint it fails the same way again.
        return self.code in (grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.ABORTED) and self.retry_after > 0

    def __str__(self) -> str:
        reason = f" ({self.reason})" if self.reason else ""
        says = [f"{v.field}: {v.description}" for v in self.field_violations]
        # The server's message tells the first ones.
        fields = "".join(f"; {s}" for s in says if s not in self.message)
        return f"throughline: {self.code.name}{reason}: {self.message}{fields} [request {self.request_id}]"

    @property
    def broken(self) -> bool:
        """Whether the connection was reset: no server answers these without a reason."""
        return not self.reason and self.code in (grpc.StatusCode.INTERNAL, grpc.StatusCode.UNKNOWN, grpc.StatusCode.CANCELLED)


def to_error(error: grpc.RpcError, request_id: str) -> ThroughlineError:
    """Turns what gRPC raises into a ThroughlineError. request_id is the id that the call was sent
    with; the server's own wins."""
    out = ThroughlineError(error.code(), error.details() or "", request_id)
    trailer: Iterable[Any] = error.trailing_metadata() or ()
    for key, value in trailer:
        if key == _DETAILS:
            _add(out, status_pb2.Status.FromString(value))
    return out


def _add(out: ThroughlineError, status: status_pb2.Status) -> None:
    info, bad = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
    asked, retry = error_details_pb2.RequestInfo(), error_details_pb2.RetryInfo()
    for detail in status.details:
        if detail.Unpack(info):
            out.reason, out.metadata = info.reason, dict(info.metadata)
        elif detail.Unpack(bad):
            out.field_violations += [FieldViolation(v.field, v.reason, v.description) for v in bad.field_violations]
        elif detail.Unpack(asked):
            out.request_id = asked.request_id
        elif detail.Unpack(retry):
            out.retry_after = retry.retry_delay.ToTimedelta().total_seconds()
