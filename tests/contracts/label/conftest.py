import pytest


@pytest.fixture
def second_label(label_deployer, drop_implementation, split_implementation, artist):
    return label_deployer.deploy(drop_implementation, split_implementation, artist)


@pytest.fixture
def deployer(request):
    """The fixture that a parameter names; asked for within a test, it would be reverted with it."""
    return request.getfixturevalue(request.param)
