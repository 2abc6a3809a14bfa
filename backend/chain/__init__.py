"""Reads one chain through one node: blocks, logs, cursor, reorgs. Knows no music."""
