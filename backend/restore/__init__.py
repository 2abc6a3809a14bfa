"""Give the files of an exported release back to whoever has its passphrase: no server, database, chain or settings."""
