"""Royalties: what came into each split, who was paid what of it, and what each payee is owed."""
