import boa
import pytest

from tests.contracts._chain import ZERO_ADDRESS
from tests.contracts._governance import encode_refusal, refused_as
from tests.contracts._signed_tokens import FAR_OFF, HOLDER, sign_permit

ELSEWHERE = "0x" + "ee" * 20


def test_permit__brought_by_anyone__allows(token, operator, stranger):
    token.permit(HOLDER.address, operator, 5, FAR_OFF, *sign_permit(token, operator, 5), sender=stranger)

    (log,) = token.get_logs()
    assert (log.owner, log.spender, log.value) == (HOLDER.address, operator, 5)
    assert (token.allowance(HOLDER.address, operator), token.nonces(HOLDER.address)) == (5, 1)


def test_permit__in_its_last_second__allows(token, operator):
    last = boa.env.timestamp

    token.permit(HOLDER.address, operator, 5, last, *sign_permit(token, operator, 5, deadline=last))

    assert token.allowance(HOLDER.address, operator) == 5


def test_permit__after_its_time__is_refused(token, operator):
    late = boa.env.timestamp - 1

    with refused_as("ERC2612ExpiredSignature(uint256)", late):
        token.permit(HOLDER.address, operator, 5, late, *sign_permit(token, operator, 5, deadline=late))


@pytest.mark.parametrize(
    "changes",
    [{"value": 6}, {"nonce": 1}, {"spender": ELSEWHERE}, {"deadline": 7}, {"domain": {"chainId": 137}}],
    ids=str,
)
def test_permit__of_something_else__is_refused(token, operator, changes):
    signature = sign_permit(token, **{"spender": operator, "value": 5} | changes)

    with pytest.raises(boa.BoaError) as refusal:
        token.permit(HOLDER.address, operator, 5, FAR_OFF, *signature)

    error = encode_refusal("ERC2612InvalidSigner(address,address)", ZERO_ADDRESS, HOLDER.address)
    output = refusal.value.call_trace.output
    assert (output[:4], output[-20:]) == (error[:4], error[-20:])
    assert token.allowance(HOLDER.address, operator) == 0


def test_permit__a_second_time__is_refused(token, operator):
    signature = sign_permit(token, operator, 5)
    token.permit(HOLDER.address, operator, 5, FAR_OFF, *signature)

    with pytest.raises(boa.BoaError):
        token.permit(HOLDER.address, operator, 5, FAR_OFF, *signature)


def test_permit__of_nobody__is_refused(token, operator):
    with refused_as("ERC2612InvalidSigner(address,address)", ZERO_ADDRESS, ZERO_ADDRESS):
        token.permit(ZERO_ADDRESS, operator, 5, FAR_OFF, 27, bytes(32), bytes(32))
