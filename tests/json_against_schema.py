# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges JSON documents by a schema of doc/, with python3-jsonschema.

    json_against_schema.py SCHEMA FILE...    silent and 0 where all fit; else what does not, and 1"""
import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1], encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
wrong = False
for path in sys.argv[2:]:
    for fault in validator.iter_errors(json.load(open(path, encoding="utf-8"))):
        print(f"{path}: {fault.json_path}: {fault.message[:300]}")
        wrong = True
sys.exit(wrong)
