"""The pages of royalties: a split, and a payee's month."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from backend.chain.dependencies import ContractsDependency, NodeDependency
from backend.core.errors import HecticError
from backend.core.types import Address
from backend.identity.dependencies import MemberDependency, require_owner_alone
from backend.pages.rendering import render
from backend.pages.royalties import SOURCES, Reader, RoyaltyPages, list_rates
from backend.royalties.dependencies import MonthName
from backend.royalties.errors import StatementPrivate
from backend.royalties.service import Wanted
from backend.royalties.statement import Month

router = APIRouter(prefix="/royalties", include_in_schema=False, default_response_class=HTMLResponse)


async def get_royalty_pages(request: Request) -> RoyaltyPages:
    """Return where the pages of royalties get what they show."""
    return cast("RoyaltyPages", request.app.state.royalty_pages)


RoyaltyPagesDependency = Annotated[RoyaltyPages, Depends(get_royalty_pages)]


async def get_reader(member: MemberDependency, node: NodeDependency, contracts: ContractsDependency) -> Reader | None:
    """Return who is signed in, or `None`; who cannot be proven the label's owner reads their own."""
    if member is None:
        return None
    try:
        await require_owner_alone(member.address, node, contracts)
    except HecticError:
        return Reader(tuple(member.wallets))
    return Reader(tuple(member.wallets), is_owner=True)


ReaderDependency = Annotated[Reader | None, Depends(get_reader)]


@router.get("/{split}")
async def show_split(
    request: Request, split: Address, pages: RoyaltyPagesDependency, reader: ReaderDependency
) -> HTMLResponse:
    """Show who gets what of a split, and what came in and was paid."""
    page = await pages.split_page(split)
    readable = page.list_readable(reader) if reader else []
    return render(request, "split.html", {"page": page, "reader": reader, "readable": readable, "sources": SOURCES})


@router.get("/{split}/{month}")
async def show_statement(
    request: Request,
    split: Address,
    month: MonthName,
    pages: RoyaltyPagesDependency,
    reader: ReaderDependency,
    payee: Address | None = None,
) -> HTMLResponse:
    """Show a payee's month as a page to be printed, to that payee or the label's owner."""
    about = {"split": split, "month": month, "sources": SOURCES}
    if reader is None:
        return render(request, "statement.html", about | {"statement": None})
    payee = payee or reader.wallets[0]
    if not reader.may_read(payee):
        raise StatementPrivate(payee)
    year, number = map(int, month.split("-"))
    statement = await pages.write_statement(split, Wanted(payee, Month.of(year, number)))
    return render(request, "statement.html", about | {"statement": statement, "rates": list_rates(statement)})
