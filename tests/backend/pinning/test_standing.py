"""What becomes of a copy: the moments of its life, and how long it waits between them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.pinning.standing import (
    LATEST,
    LONG_ATTEMPTS,
    STUCK_AFTER,
    Standing,
    Task,
    begin,
    choose_task,
    doubt,
    follow,
    is_stuck,
    lose,
    prove,
    request,
)
from backend.places.place import CopyStatus, Report
from tests.backend.conftest import NOON

MINUTE = timedelta(minutes=1)
LATER = NOON + timedelta(hours=1)
WELL = Standing(CopyStatus.PINNED, since=NOON, proven_at=NOON)
ASKED = Standing(CopyStatus.QUEUED, since=NOON, reference="r1", due_at=NOON)


def test_request__new__is_due_at_once():
    assert request(NOON) == Standing(CopyStatus.QUEUED, since=NOON, due_at=NOON)


@pytest.mark.parametrize(
    ("standing", "task"),
    [
        (request(NOON), Task.PIN),
        (begin(request(NOON), NOON), Task.PIN),
        (ASKED, Task.ASK),
        (replace(ASKED, status=CopyStatus.FAILED), Task.PIN),
        (replace(ASKED, status=CopyStatus.LOST), Task.PIN),
        (WELL, Task.PROVE),
    ],
    ids=["new", "cut off while it was brought", "asked for", "failed", "lost", "pinned"],
)
def test_choose_task__place_that_stays__is_what_the_copy_needs(standing, task):
    assert choose_task(standing, is_leaving=False, is_replaced=False) is task


@pytest.mark.parametrize(("is_replaced", "task"), [(False, Task.WAIT), (True, Task.LEAVE)])
def test_choose_task__place_that_is_left__waits_for_the_other_copy(is_replaced, task):
    assert choose_task(WELL, is_leaving=True, is_replaced=is_replaced) is task


def test_begin__queued__is_pinning_and_still_due():
    assert begin(request(NOON), LATER) == Standing(CopyStatus.PINNING, since=LATER, due_at=NOON)


def test_begin__asked_for__stays_as_old_as_it_is():
    assert begin(ASKED, LATER) == ASKED


@pytest.mark.parametrize("status", [CopyStatus.FAILED, CopyStatus.LOST])
def test_begin__in_trouble__stays_so_until_it_is_there(status):
    troubled = Standing(status, since=NOON, problem="why", due_at=NOON)

    assert begin(troubled, LATER) == troubled


def test_follow__pinned__is_to_be_proven():
    pinned = follow(request(NOON), Report(CopyStatus.PINNED, reference="r1"), LATER)

    assert (pinned.status, pinned.since, pinned.reference) == (CopyStatus.PINNED, LATER, "r1")
    assert pinned.due_at == LATER + MINUTE
    assert (pinned.counts, pinned.is_well) == (True, False)


def test_follow__at_work__is_asked_later_and_later():
    first = follow(request(NOON), Report(CopyStatus.PINNING, reference="r1"), NOON)
    second = follow(first, Report(CopyStatus.PINNING, reference="r1"), LATER)

    assert (first.due_at, second.due_at, second.since) == (NOON + MINUTE, LATER + 2 * MINUTE, NOON)
    assert first.problem is second.problem is None


def test_follow__at_work_for_long__says_how_long():
    stuck = follow(ASKED, Report(CopyStatus.QUEUED, reference="r1"), NOON + STUCK_AFTER)

    assert is_stuck(stuck, NOON + STUCK_AFTER)
    assert stuck.problem == "It has been queued for 6 hours and was asked for again."


def test_is_stuck__own_upload_of_any_length__is_not():
    assert not is_stuck(begin(request(NOON), NOON), NOON + 2 * STUCK_AFTER)


def test_follow__failed__shows_the_sentence_and_tries_again():
    failed = follow(ASKED, Report(CopyStatus.FAILED, problem="No providers found."), LATER)

    assert (failed.status, failed.problem, failed.due_at) == (CopyStatus.FAILED, "No providers found.", LATER + MINUTE)


def test_prove__after_trouble__is_well_and_not_due():
    troubled = Standing(CopyStatus.PINNED, since=NOON, problem="silent", attempts=3, due_at=NOON)

    assert prove(troubled, LATER) == Standing(CopyStatus.PINNED, since=NOON, proven_at=LATER)


@pytest.mark.parametrize(
    ("standing", "status"),
    [
        (WELL, CopyStatus.PINNED),
        (ASKED, CopyStatus.QUEUED),
        (begin(request(NOON), NOON), CopyStatus.FAILED),
        (replace(WELL, status=CopyStatus.LOST), CopyStatus.FAILED),
    ],
    ids=["pinned", "asked for", "cut off while it was brought", "lost"],
)
def test_doubt__place_silent__keeps_what_the_place_has(standing, status):
    doubted = doubt(standing, "It does not answer.", LATER)

    assert (doubted.status, doubted.problem, doubted.due_at) == (status, "It does not answer.", LATER + MINUTE)
    assert not doubted.counts


def test_doubt__told_when_to_come_back__waits_that_long():
    assert doubt(WELL, "Too many requests.", NOON, pause_seconds=600).due_at == NOON + 10 * MINUTE


def test_doubt__again_and_again__waits_six_hours_at_most():
    standing, waits = WELL, []
    for _ in range(2_000):
        standing = doubt(standing, "It does not answer.", NOON)
        waits.append(standing.due_at - NOON)

    assert waits[:5] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 16 * MINUTE]
    assert max(waits) == LATEST


def test_needs_help__half_an_hour_of_trying__is_said():
    standing, told = WELL, []
    for _ in range(LONG_ATTEMPTS):
        standing = doubt(standing, "It does not answer.", NOON)
        told.append(standing.needs_help)

    assert told == [False] * (LONG_ATTEMPTS - 1) + [True]


def test_needs_help__service_at_work__is_not_said():
    assert not replace(ASKED, attempts=LONG_ATTEMPTS).needs_help


def test_lose__well_before__is_brought_again_at_once():
    lost = lose(WELL, "It is gone.", LATER)

    assert (lost.status, lost.since, lost.due_at, lost.proven_at) == (CopyStatus.LOST, LATER, LATER, None)


def test_lose__silent_before__is_brought_again_at_once():
    assert lose(doubt(WELL, "It does not answer.", NOON), "It is gone.", LATER).due_at == LATER


def test_lose__right_after_it_was_brought__waits():
    brought = follow(lose(WELL, "It is gone.", NOON), Report(CopyStatus.PINNED), NOON)

    assert lose(brought, "It is gone.", NOON).due_at == NOON + 4 * MINUTE
