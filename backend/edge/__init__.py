"""What every request passes: an id, limits, headers, counters."""
