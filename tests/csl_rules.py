"""The rules of CSL-JSON 1.0.2, made from our own table of variables and types, as a JSON Schema.

The Citation Style Language project's own schema is not part of this repository; `.ci/run` holds the output against it
where it lies beside the corpora.
"""

from __future__ import annotations

from typing import Any

import jsonschema

from pressbib.record import ITEM_TYPES, VARIABLES, Variable

_WORDS: dict[str, Any] = {"type": "string"}
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_NAME = {"type": "object", "properties": dict.fromkeys(_NAME_PARTS, _WORDS), "additionalProperties": False}
_PARTS = {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1, "maxItems": 3}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {"type": "array", "items": _PARTS, "minItems": 1, "maxItems": 2},
        "season": {"type": ["string", "number"]},
        "circa": {"type": ["string", "number", "boolean"]},
        "literal": _WORDS,
        "raw": _WORDS,
    },
    "additionalProperties": False,
}


def _rule(variable: Variable) -> dict[str, Any]:
    if variable.name == "type":
        return {"type": "string", "enum": sorted(ITEM_TYPES)}
    rules: dict[str, dict[str, Any]] = {
        "text": _WORDS,
        "number": {"type": ["string", "number"]},
        "names": {"type": "array", "items": _NAME},
        "date": _DATE,
        "terms": {"type": "array", "items": _WORDS},
    }
    return rules[variable.kind]


SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "number"]},
            "custom": {"type": "object"},
            **{name: _rule(variable) for name, variable in VARIABLES.items()},
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}

VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
