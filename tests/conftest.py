"""What holds for every suite."""

import gc

# What is imported stays: a collector that looks through it again and again takes a tenth of the time of a suite.
gc.disable()


def pytest_collection_finish():
    gc.freeze()
    gc.enable()
