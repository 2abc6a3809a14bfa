"""Decodes, measures, cuts, draws, seals and opens audio. Knows no chain, no SQL, no HTTP."""
