"""The table of sentences and the code that breaks the rules: each knows the other."""

import ast
import re
from string import Formatter

import pytest

from ivbgeo.messages import SENTENCES, sentence
from ivbgeo.settings import ROOT

PACKAGES = ("geo", "ivbgeo", "layers", "views")
RULE = re.compile(r"[a-z]+(\.[a-z_]+)+")
# What a row's sentence gets beside what its rule names (ivbgeo.sources.fault.Rejection.of).
OF_A_ROW = {"unit", "line", "column", "value"}
CODE = {
    str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
    for name in PACKAGES
    for path in sorted((ROOT / name).rglob("*.py"))
    if path.name != "messages.py"
}


def _texts():
    """Every text in the code that is exactly the name of a rule."""
    for path, tree in CODE.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path, node


def _breaches():
    """Each place where a rule is broken by name: file and line, the call, the rule."""
    for path, tree in CODE.items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name.endswith(("Error", "Fault", "sentence")) and isinstance(first, ast.Constant):
                yield f"{path}:{node.lineno}", name, node


def _placeholders(text):
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def test_every_rule_that_is_broken_has_its_sentence():
    rules = {
        (where, call.args[0].value)
        for where, name, call in _breaches()
        if RULE.fullmatch(str(call.args[0].value)) and name != "ValueError"
    }
    assert len(rules) > 100
    assert sorted(rule for rule in rules if rule[1] not in SENTENCES) == []


def test_every_sentence_is_used():
    used = {node.value for _, node in _texts()}
    assert sorted(rule for rule in SENTENCES if rule not in used) == []


def test_a_sentence_names_nothing_that_is_not_given():
    missing = []
    for where, name, call in _breaches():
        rule = call.args[0].value
        if rule not in SENTENCES:
            continue
        needed = _placeholders(SENTENCES[rule])
        given = {keyword.arg for keyword in call.keywords}
        if name == "Fault":
            values = call.args[1]
            given = {key.value for key in values.keys} if isinstance(values, ast.Dict) else needed
        elif name == "ValueRefusedError":
            given |= OF_A_ROW
        if None not in given and not needed <= given:
            missing.append((where, rule, sorted(needed - given)))
    assert missing == []


@pytest.mark.parametrize("rule", SENTENCES)
def test_a_sentence_is_whole(rule):
    text = sentence(rule, **dict.fromkeys(_placeholders(SENTENCES[rule]), "x"))
    assert text[0].isupper() or text[0] in "‘x", text
    assert text[-1] in ".?x", text
    assert "  " not in text
    assert not re.search(r"\b(nan|None|null|error|the|file|invalid)\b", text), text


def test_the_table_is_in_order_of_subject():
    subjects = [rule.partition(".")[0] for rule in SENTENCES]
    assert subjects == sorted(subjects)


def test_a_sentence_says_what_to_do():
    """More than one sentence, or one that asks: what it is, and then what to do."""
    bare = [rule for rule, text in SENTENCES.items() if not re.search(r"[.?] ", text + " ")]
    assert bare == []
