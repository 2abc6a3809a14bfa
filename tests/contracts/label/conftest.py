import pytest


@pytest.fixture
def second_label(label_deployer, drop_implementation, split_implementation, artist):
    return label_deployer.deploy(drop_implementation, split_implementation, artist)
