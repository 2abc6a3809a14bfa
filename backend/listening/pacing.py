"""Tell listening from copying by speed. Pure: values in, value out."""

AHEAD_BYTES = 64 * 2**20  # a player fetches the next minutes at once, and seeks
FASTEST = 4  # times real time: what an impatient listener may skip through


def measure_lead(sent_bytes: int, bytes_per_second: int, elapsed_seconds: float) -> int:
    """Return how many bytes are ahead of the fastest listening."""
    return max(0, sent_bytes - int(FASTEST * bytes_per_second * max(elapsed_seconds, 0.0)))


def measure_excess(sent_bytes: int, bytes_per_second: int, elapsed_seconds: float) -> int:
    """Return how many bytes more than any listener hears were sent; zero or less is a listener."""
    return measure_lead(sent_bytes, bytes_per_second, elapsed_seconds) - AHEAD_BYTES


def measure_pause(excess_bytes: int, bytes_per_second: int) -> int:
    """Return in how many whole seconds, at least one, listening catches up with `excess_bytes`."""
    return max(1, -(-excess_bytes // max(FASTEST * bytes_per_second, 1)))


COMFORT_BYTES = AHEAD_BYTES // 2
COMFORT_SPEED = 2  # times real time: no listener waits for it


def measure_rest(sent_bytes: int, bytes_per_second: int, elapsed_seconds: float) -> float:
    """Return for how many seconds a long answer should rest, so that a player that takes all it gets is no copier."""
    speed = max(COMFORT_SPEED * bytes_per_second, 1)
    return max(0.0, (sent_bytes - COMFORT_BYTES) / speed - max(elapsed_seconds, 0.0))
