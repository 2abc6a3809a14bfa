"""The golden edition on a node that keeps its blocks' hashes as Polygon does (EIP-2935)."""

from tests.anvil import running_anvil
from tests.backend.chain.deployed_label import connect, deploy_label

BLOCKS_TO_WAIT = 9


def test_golden_edition__on_a_node_that_remembers_its_blocks__is_drawn():
    with running_anvil() as anvil:
        label = deploy_label(connect(anvil))
        drop = label.create_drop(options={"has_golden": True})
        label.mint(drop, label.fan, 3)
        label.send(drop.functions.close(), label.artist)
        label.web3.provider.make_request("anvil_mine", [BLOCKS_TO_WAIT])

        label.send(drop.functions.draw_golden(), label.stranger)

        assert 1 <= drop.functions.golden().call() <= 3
