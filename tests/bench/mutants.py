"""Small changes to Vyper source, each a mistake that somebody could make."""

import io
import re
import tokenize
from dataclasses import dataclass
from pathlib import Path

SWAPS = {
    "==": "!=",
    "!=": "==",
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "and": "or",
    "or": "and",
    "not": "",
    "True": "False",
    "False": "True",
    "+": "-",
    "-": "+",
    "*": "//",
    "//": "*",
    "%": "//",
    "|": "&",
    "&": "|",
    "<<": ">>",
    ">>": "<<",
    "~": "",
    "+=": "-=",
    "-=": "+=",
    "|=": "&=",
    "unsafe_add": "unsafe_sub",
    "unsafe_sub": "unsafe_add",
    "unsafe_mul": "unsafe_add",
    "min": "max",
    "max": "min",
}
SIZED_TYPES = {"Bytes", "String"}
# What can be left out and still compile: not a declaration, not the end of a function that returns something.
OPTIONAL = re.compile(r"(assert|raise|log|extcall) |[\w.]+\(|[\w.]+(\[.*\])* [|+-]?= |(return|break)$")
WORDS = (tokenize.NAME, tokenize.NUMBER, tokenize.OP)


@dataclass(frozen=True)
class Mutant:
    """One change of one line; `source` is the whole file with it."""

    path: Path
    line: int
    before: str
    after: str
    source: str


def list_mutants(path):
    """Return every change of a file, in its order."""
    source = path.read_text()
    lines = source.splitlines(keepends=True)
    edits = [edit for statement in _list_statements(source) for edit in _list_edits(statement)]
    return [_mutate(path, lines, *edit) for edit in edits]


def _list_statements(source):
    """Return the tokens of each statement, those of imports, decorators and docstrings left out."""
    statement = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in WORDS or token.type == tokenize.STRING:
            statement.append(token)
        elif token.type == tokenize.NEWLINE:
            if statement[0].string not in {"from", "import", "@"} and statement[0].type != tokenize.STRING:
                yield statement
            statement = []


def _list_edits(statement):
    """Return what can be changed of one statement: where from, where to, and the new text."""
    for before, token, after in zip([None, *statement], statement, [*statement[1:], None], strict=False):
        if token.string in SWAPS:
            yield token.start, token.end, SWAPS[token.string]
        elif token.type == tokenize.NUMBER and token.string.isdecimal() and not _is_size(statement, token):
            yield token.start, token.end, str(int(token.string) + 1)
            if int(token.string) > 0:
                yield token.start, token.end, str(int(token.string) - 1)
        elif token.string == "," and before.type == after.type == tokenize.NAME and _is_call(statement, token):
            yield before.start, after.end, f"{after.string}, {before.string}"
    yield from _list_statement_edits(statement)


def _list_statement_edits(statement):
    first, last = statement[0], statement[-1]
    text = first.line.strip()
    if first.start[1] == 0:
        return
    if OPTIONAL.match(text) and not text.endswith("):"):
        yield first.start, last.end, "pass"
    if first.string == "if" and first.start[0] == last.end[0]:
        yield statement[1].start, statement[-2].end, f"not ({_text(statement[1:-1])})"


def _is_size(statement, number):
    """Say whether a number is the most that a type can hold."""
    place = statement.index(number)
    return place > 1 and statement[place - 1].string == "[" and statement[place - 2].string in SIZED_TYPES


def _is_call(statement, comma):
    """Say whether two plain arguments stand around a comma."""
    place = statement.index(comma)
    around = {statement[place - 2].string, *(token.string for token in statement[place + 2 : place + 3])}
    return statement[0].string != "def" and around <= {"(", ",", ")"}


def _text(tokens):
    start, end = tokens[0].start[1], tokens[-1].end[1]
    return tokens[0].line[start:end]


def _mutate(path, lines, start, end, text):
    (first, column), (last, end_column) = start, end
    head, tail = lines[first - 1][:column], lines[last - 1][end_column:]
    changed = f"{head}{text}{tail}"
    source = "".join([*lines[: first - 1], changed, *lines[last:]])
    return Mutant(path, first, lines[first - 1].strip(), changed.strip(), source)
