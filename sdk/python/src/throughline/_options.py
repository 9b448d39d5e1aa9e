"""How a client works, and what every call carries."""

from __future__ import annotations

import os
import platform
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool
from google.protobuf.message import Message

VERSION = "0.1.0"
"""The version of this package, as sent in the user agent."""

KEY_VARIABLE = "THROUGHLINE_API_KEY"
"""The environment variable that the API key is read from."""

MAX_RESPONSE = 16 << 20
"""The largest answer that is accepted, in bytes."""


@dataclass(frozen=True)
class Options:
    """How a client works. What is left out has its default."""

    api_key: str | None = None
    """The API key, "tl_live_…"; by default that of the environment variable THROUGHLINE_API_KEY."""
    insecure: bool = False
    """Speaks without TLS, so that whoever can read the traffic can read the API key. It is for a
    server on this machine, or behind something that encrypts."""
    credentials: grpc.ChannelCredentials | None = None
    """How TLS is spoken. The default trusts the system's certificate authorities."""
    deadline: float | None = 30.0
    """How long a call may take, all its attempts together, in seconds, unless the call says
    otherwise (timeout). None sets none. Streams have none."""
    attempts: int = 4
    """How often a call is tried at most, where trying again is safe; 1 never tries again."""
    user_agent: str = ""
    """A program's name and version, "importer/1.2", put before this package's in the user agent."""
    interceptors: Sequence[Any] = ()
    """Interceptors of gRPC: of grpc for Client, of grpc.aio for AsyncClient."""
    channel_options: Sequence[tuple[str, Any]] = ()
    """Further options of the gRPC channel."""


@dataclass
class Settings:
    """Options with their defaults, and what tests replace."""

    options: Options
    key: str
    tenant: str
    wait: Callable[..., Any]
    silence: float = 45.0  # three heartbeats: after so long without a message a watch is broken

    @property
    def channel_options(self) -> list[tuple[str, Any]]:
        """The options of the channel. A server that is restarted is found within seconds."""
        program = f"{self.options.user_agent} " if self.options.user_agent else ""
        return [
            ("grpc.primary_user_agent", f"{program}throughline-python/{VERSION} python/{platform.python_version()}"),
            ("grpc.keepalive_time_ms", 60_000),
            ("grpc.keepalive_timeout_ms", 20_000),
            ("grpc.initial_reconnect_backoff_ms", 100),
            ("grpc.min_reconnect_backoff_ms", 10_000),  # in truth how long connecting may take
            ("grpc.max_reconnect_backoff_ms", 5_000),
            ("grpc.max_receive_message_length", MAX_RESPONSE),
            ("grpc.enable_retries", 0),  # this package tries again, and sees what gRPC does not
            *self.options.channel_options,
        ]

    def metadata(self, given: Any, request_id: str) -> tuple[tuple[str, Any], ...]:
        """What a call carries besides its request."""
        return (*(given or ()), ("authorization", f"Bearer {self.key}"), ("x-request-id", request_id))


def settle(options: Options, wait: Callable[..., Any]) -> Settings:
    """Fills in what the options leave out. Raises ValueError without a key that names a tenant."""
    key = options.api_key or os.environ.get(KEY_VARIABLE, "")
    return Settings(options, key, tenant_of(key), wait)


def tenant_of(key: str) -> str:
    """The tenant that an API key names. Whether the key is right, only the server knows."""
    if not key:
        raise ValueError(f"throughline: no API key: give api_key or set {KEY_VARIABLE}")
    parts = key.split("_")
    if len(parts) != 4 or parts[0] != "tl" or not parts[2]:
        raise ValueError("throughline: the API key is misspelt: it must look like tl_live_<tenant>_<secret>")
    return parts[2]


def complete(request: Message, tenant: str, request_id: str) -> Message:
    """Fills in what a request leaves out: its parent and, where the method has one, a request id
    that makes repeating it safe. The caller's own message is not touched."""
    missing = {
        name: value
        for name, value in (("parent", f"tenants/{tenant}"), ("request_id", request_id))
        if name in request.DESCRIPTOR.fields_by_name and not getattr(request, name)
    }
    if not missing:
        return request
    completed = type(request)()
    completed.CopyFrom(request)
    for name, value in missing.items():
        setattr(completed, name, value)
    return completed


def repeatable(method: str, request: Message) -> bool:
    """Whether doing a method twice is the same as doing it once: its definition says so, or its
    request has a request id. method is "/throughline.v1.AlertService/GetAlert"."""
    if "request_id" in request.DESCRIPTOR.fields_by_name:
        return True
    pool: Any = descriptor_pool
    definition = pool.Default().FindMethodByName(method.lstrip("/").replace("/", "."))
    unknown = descriptor_pb2.MethodOptions.IDEMPOTENCY_UNKNOWN
    return bool(definition.GetOptions().idempotency_level != unknown)


def new_id() -> str:
    """A random UUID."""
    return str(uuid.uuid4())
