import boa

from tests.contracts._chain import DAY, ETHER, ZERO_ADDRESS


def test_release__half_way__pays_half(vesting_token, artist, stranger, pass_time):
    pass_time(seconds=6 * DAY)

    assert vesting_token.release(sender=stranger) == 50 * ETHER

    assert (vesting_token.balanceOf(artist), vesting_token.released()) == (50 * ETHER, 50 * ETHER)


def test_release__half_way__is_logged(vesting_token, artist, pass_time):
    pass_time(seconds=6 * DAY)
    vesting_token.release()

    released, moved = vesting_token.get_logs()[:2]
    assert (released.account, released.amount) == (artist, 50 * ETHER)
    assert (moved.sender, moved.receiver, moved.value) == (vesting_token.address, artist, 50 * ETHER)


def test_release__little_by_little__pays_everything_once(vesting_token, artist, pass_time):
    for _ in range(14):
        pass_time(seconds=DAY + 1)
        if vesting_token.releasable():
            vesting_token.release()

    assert (vesting_token.balanceOf(artist), vesting_token.balanceOf(vesting_token.address)) == (100 * ETHER, 0)
    assert vesting_token.released() == 100 * ETHER


def test_release__what_is_paid__votes_by_itself(vesting_token, artist, pass_time):
    pass_time(seconds=6 * DAY)
    vesting_token.release()

    assert vesting_token.getVotes(artist) == 50 * ETHER


def test_release__what_is_not_vested__votes_for_nobody(vesting_token):
    holder = vesting_token.address

    assert (vesting_token.delegates(holder), vesting_token.getVotes(holder)) == (ZERO_ADDRESS, 0)


def test_release__before_it_begins__is_refused(vesting_token):
    with boa.reverts("token: nothing is vested"):
        vesting_token.release()


def test_release__twice_in_one_second__is_refused(vesting_token, pass_time):
    pass_time(seconds=6 * DAY)
    vesting_token.release()

    with boa.reverts("token: nothing is vested"):
        vesting_token.release()


def test_release__of_a_token_without_vesting__is_refused(token):
    with boa.reverts("token: nothing is vested"):
        token.release()


def test_vested__at_any_time__grows_evenly(vesting_token, vesting):
    _, amount, begins_at, duration = vesting
    places = {0: 0, begins_at: 0, begins_at + 1: amount // duration, begins_at + duration // 4: amount // 4}
    places |= {begins_at + duration - 1: amount * (duration - 1) // duration}
    places |= {begins_at + duration: amount, 2**256 - 1: amount}

    assert {second: vesting_token.vested(second) for second in places} == places


def test_vesting__as_deployed__is_told(vesting_token, vesting):
    assert tuple(vesting_token.vesting()) == vesting
    assert vesting_token.totalSupply() == 1100 * ETHER
