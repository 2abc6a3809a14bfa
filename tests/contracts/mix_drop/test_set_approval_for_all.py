def test_set_approval_for_all__by_a_holder__lets_the_operator_act(drop, collector, operator, fan):
    drop.setApprovalForAll(operator, True, sender=collector)

    assert drop.isApprovedForAll(collector, operator)
    assert not drop.isApprovedForAll(operator, collector)
    assert not drop.isApprovedForAll(fan, operator)


def test_set_approval_for_all__taken_back__stops_the_operator(drop, collector, operator):
    drop.setApprovalForAll(operator, True, sender=collector)

    drop.setApprovalForAll(operator, False, sender=collector)

    assert not drop.isApprovedForAll(collector, operator)


def test_set_approval_for_all__by_a_holder__is_logged(drop, collector, operator):
    drop.setApprovalForAll(operator, True, sender=collector)

    (log,) = drop.get_logs()
    assert (log.owner, log.operator, log.approved) == (collector, operator, True)
