class Asked:
    """A contract as signers ask it: what it answers, not the call."""

    def __init__(self, contract):
        self._contract = contract

    def __getattr__(self, name):
        return lambda *arguments: self._contract.functions[name](*arguments).call()
