"""Drops: what is for sale, what was sold, and the way from a fan's wish to a mint."""
