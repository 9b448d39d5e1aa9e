"""The Python client of Throughline: push what customers said, read and watch the continuity alerts
that come out, and verify webhooks.

    client = throughline.Client("throughline.example.com:443")

Client and AsyncClient hold one generated client for each service, and add what their use needs:
batches that fit, pages that follow one another, a watch that resumes, a buffered ingester. Every call
has a deadline, is authenticated with the API key, and is tried again where that is safe. Every error
is a ThroughlineError.
"""

from ._async import AsyncClient, AsyncIngester, pages_async
from ._error import FieldViolation, ThroughlineError
from ._ingester import IngesterOptions, IngesterStats, IngestResult
from ._options import KEY_VARIABLE, VERSION, Options
from ._push import PushError, PushReport
from ._sync import Client, Ingester, pages
from .webhooks import WebhookMessage, WebhookVerifier

__version__ = VERSION

__all__ = [
    "KEY_VARIABLE",
    "VERSION",
    "AsyncClient",
    "AsyncIngester",
    "Client",
    "FieldViolation",
    "IngestResult",
    "Ingester",
    "IngesterOptions",
    "IngesterStats",
    "Options",
    "PushError",
    "PushReport",
    "ThroughlineError",
    "WebhookMessage",
    "WebhookVerifier",
    "pages",
    "pages_async",
]
