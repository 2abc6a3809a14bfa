"""Proposals of the fans, their ballots, and who votes for whom."""
