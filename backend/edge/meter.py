"""What is counted about requests, for Prometheus."""

from http import HTTPMethod

from prometheus_client import CollectorRegistry, Counter, GCCollector, Histogram, PlatformCollector, ProcessCollector

METHODS = frozenset(HTTPMethod)
Counters = tuple[Counter, Histogram, Counter]
BUCKETS_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class Meter:
    """The counters of one application; each process has its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        labels = ("method", "route", "status")
        self._requests = Counter("hectic_requests", "Requests answered.", labels, registry=self.registry)
        self._seconds = Histogram(
            "hectic_request_seconds",
            "Time from a request to the end of its answer.",
            ("route",),
            buckets=BUCKETS_SECONDS,
            registry=self.registry,
        )
        # Finding a counter by its labels costs more than counting.
        self._counters: dict[tuple[str, str, int], Counters] = {}
        self._sent = Counter("hectic_sent_bytes", "Bytes of answers sent.", ("route",), registry=self.registry)

    def count(self, method: str, route: str, status: int, seconds: float, sent_bytes: int) -> None:
        """Count one request; a method nobody knows is "other", for anybody may think one up."""
        counters = self._counters.get((method, route, status))
        if counters is None:
            counters = self._find_counters(method if method in METHODS else "other", route, status)
            if method in METHODS:
                self._counters[method, route, status] = counters
        requests, duration, sent = counters
        requests.inc()
        duration.observe(seconds)
        sent.inc(sent_bytes)

    def _find_counters(self, method: str, route: str, status: int) -> Counters:
        return self._requests.labels(method, route, status), self._seconds.labels(route), self._sent.labels(route)
