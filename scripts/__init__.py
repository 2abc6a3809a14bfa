"""What a DJ runs."""
