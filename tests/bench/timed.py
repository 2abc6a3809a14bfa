"""Transactions on a chain whose time counts: each in a block and a second of its own."""

GAS_LIMIT = 5_000_000
# Anvil's question comes first; the chain in this process knows the other.
TRAVELS = ("evm_setNextBlockTimestamp", "testing_timeTravel")


class Timed:
    """Sends calls and says what each cost."""

    def __init__(self, web3):
        self._web3 = web3

    def _gas(self, call, sender, after=1):
        self._travel(after)
        transaction = call.transact({"from": sender, "gas": GAS_LIMIT})
        receipt = self._web3.eth.wait_for_transaction_receipt(transaction, poll_latency=0.02)
        assert receipt["status"] == 1, receipt
        return receipt["gasUsed"]

    def _travel(self, seconds):
        second = self._web3.eth.get_block("latest")["timestamp"] + seconds
        answers = [self._web3.provider.make_request(method, [second]) for method in TRAVELS]
        assert any("error" not in answer for answer in answers), answers
