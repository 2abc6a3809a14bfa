"""The pages of governance, without a browser and in one."""

import re

import pytest

from backend.governance.states import ProposalState
from tests.backend.pages.assembly_desk import TITLES, create_proposal

LIST, FORM = "/governance", "/governance/propose"
SHEETS = {state: f"{LIST}/{create_proposal(state).id}" for state in ProposalState}
PAGES = [LIST, FORM, *SHEETS.values()]
BROWSER = {"Accept": "text/html"}


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


async def test_show_proposals__anonymous__lists_each_with_its_state(visitor):
    text = text_of((await visitor.get(LIST)).text)

    for state in ProposalState:
        assert re.search(rf"{state.value.capitalize()} [^#]{{,60}}{re.escape(TITLES[state])}", text)


@pytest.mark.parametrize("path", PAGES)
async def test_show_governance__any_visitor__runs_only_this_sites_scripts_and_styles(visitor, path):
    page = (await visitor.get(path)).text

    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", page)
