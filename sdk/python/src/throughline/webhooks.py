"""Tells messages of the server from forgeries (Standard Webhooks)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from standardwebhooks import Webhook, WebhookVerificationError


@dataclass(frozen=True)
class WebhookMessage:
    """A verified message."""

    id: str
    """The same over all attempts: a message whose id was handled is a repeat."""
    body: bytes
    """JSON."""


class WebhookVerifier:
    """Verifies with a destination's signing secrets."""

    def __init__(self, *secrets: str) -> None:
        """Takes signing secrets, "whsec_…". Give the old and the new one while a secret is changed.
        Raises ValueError without one, and when one is misspelt."""
        if not secrets:
            raise ValueError("throughline: a webhook verifier needs at least one signing secret")
        self._keys = []
        for i, secret in enumerate(secrets):
            try:
                self._keys.append(Webhook(secret))
            except Exception as e:
                raise ValueError(f"throughline: signing secret {i} is misspelt: it must look like whsec_<base64>") from e

    def verify(self, body: bytes, headers: Mapping[str, str]) -> WebhookMessage:
        """Verifies a body, exactly as it came, with its headers: the signature must fit one of the
        secrets, and be at most 5 minutes old. Raises ValueError: answer 400 and do nothing. Else
        answer 2xx once the message is stored, since the server then never sends it again."""
        plain = {name.lower(): value for name, value in headers.items()}
        last = WebhookVerificationError("no secret fits")
        for key in self._keys:
            try:
                key.verify(body, plain, json_parse=False)
                return WebhookMessage(plain["webhook-id"], body)
            except WebhookVerificationError as e:
                last = e
        raise ValueError(f"throughline: webhook: {last}")
