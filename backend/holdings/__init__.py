"""Who holds what: a ledger of transfers that knows no music."""
