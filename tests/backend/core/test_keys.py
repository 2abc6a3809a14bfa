from backend.core.keys import derive_key

SEALING_KEY = "11" * 32


def test_derive_key__one_purpose__is_always_the_same_key():
    assert derive_key(SEALING_KEY, b"hectic/tickets") == derive_key(SEALING_KEY, b"hectic/tickets")


def test_derive_key__another_purpose_or_secret__is_another_key():
    keys = {derive_key(secret, info) for secret in (SEALING_KEY, "22" * 32) for info in (b"tickets", b"receipts")}

    assert [len(key) for key in keys] == [32] * 4


def test_derive_key__vector_of_rfc_5869_without_salt__is_met():
    """Compare with appendix A.3, whose output goes on after these 32 bytes."""
    assert derive_key("0b" * 22, b"").hex() == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
