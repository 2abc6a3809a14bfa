"""Addresses and names of any kind."""

from hypothesis import strategies as st

from backend.ipfs.cid import DAG_PB, RAW, Cid

kinds = st.sampled_from([(RAW, 1), (DAG_PB, 1), (DAG_PB, 0)])
cids = st.builds(lambda kind, digest: Cid(kind[0], digest, kind[1]), kinds, st.binary(min_size=32, max_size=32))

letters = st.characters(exclude_characters="/\0", exclude_categories=["Cs"])
names_of_files = st.text(letters, min_size=1, max_size=12).filter(lambda name: name not in (".", ".."))
