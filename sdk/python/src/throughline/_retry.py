"""When to try again."""

from __future__ import annotations

import random
import threading
import time

from ._error import ThroughlineError

# The waits between attempts: full jitter below a bound that doubles up to a limit, in seconds.
_FIRST_WAIT = 0.1
_LONG_WAIT = 5.0

_FULL_BUDGET = 20.0
_SUCCESS_RESTORE = 0.2  # so that one retry in five calls lasts for ever


def backoff(retry_after: float, n: int) -> float:
    """How long to wait after the nth failed attempt, in seconds. What the server asks for is waited
    in full."""
    return retry_after + random.random() * min(_FIRST_WAIT * float(2 ** min(n - 1, 10)), _LONG_WAIT)


class Budget:
    """Keeps a client from multiplying the load on a server that fails: once most calls fail, they
    are no longer tried again. It is gRPC's retry throttling (gRFC A6)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tokens = _FULL_BUDGET

    def success(self) -> None:
        """Counts a call that succeeded."""
        with self._lock:
            self._tokens = min(self._tokens + _SUCCESS_RESTORE, _FULL_BUDGET)

    def failure(self) -> bool:
        """Counts an attempt that failed, and says whether another is within the budget."""
        with self._lock:
            self._tokens = max(self._tokens - 1, 0)
            return self._tokens > _FULL_BUDGET / 2


class Attempts:
    """The attempts of one call."""

    def __init__(self, most: int, budget: Budget, timeout: float | None) -> None:
        self._most = most
        self._budget = budget
        self._deadline = None if timeout is None else time.monotonic() + timeout
        self._n = 0

    @property
    def left(self) -> float | None:
        """How long the next attempt may take, in seconds; None for ever."""
        return None if self._deadline is None else max(self._deadline - time.monotonic(), 0.001)

    def pause(self, error: ThroughlineError) -> float | None:
        """How long to wait after an attempt that failed; None when it is the last: it fails for
        good, attempts or budget are used up, or the wait would outlast the deadline."""
        self._n += 1
        pause = backoff(error.retry_after, self._n)
        if not error.retryable or not self._budget.failure() or self._n >= self._most:
            return None
        if self._deadline is not None and time.monotonic() + pause >= self._deadline:
            return None
        return pause
