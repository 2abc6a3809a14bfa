# pragma version 0.4.3
"""
@title Label rights
@license AGPL-3.0-only
@notice Ask a drop's label who may act for it.
"""

from ..interfaces import ILabel

from . import drop_clone


@internal
@view
def _check(right: ILabel.Right):
    """
    @notice Revert unless the caller is the drop's owner or of the label's crew with this right.
    """
    assert staticcall ILabel(drop_clone._label()).may(self, msg.sender, right), "drop: not allowed by the label"


@internal
@view
def _check_owner():
    assert msg.sender == self._owner(), "drop: not the drop's owner"


@internal
@view
def _owner() -> address:
    return staticcall ILabel(drop_clone._label()).owner_of(self)
