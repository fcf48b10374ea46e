#!/usr/bin/env python3
"""Writes advisories.txt anew: what a copy of the RustSec advisory database says of the packages in this repository's lock files.

    tests/supply_chain/update.py FOLDER

FOLDER is a clone of https://github.com/rustsec/advisory-db. A test of the repository reads the list (`repository advisories::`).
"""
import datetime
import pathlib
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def locked():
    """Names of all packages in the lock files."""
    files = subprocess.run(["git", "ls-files", "*Cargo.lock"], cwd=ROOT, check=True, capture_output=True, text=True)
    names = set()
    for file in files.stdout.split():
        names.update(package["name"] for package in tomllib.loads((ROOT / file).read_text())["package"])
    return names


def git(database, *arguments):
    command = ["git", "-C", database, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def advisories(database, names):
    for path in git(database, "ls-tree", "-r", "--name-only", "HEAD", "crates").splitlines():
        package = path.split("/")[1]
        if package not in names or not path.endswith(".md"):
            continue
        front = git(database, "show", f"HEAD:{path}").split("```toml", 1)[1].split("```", 1)[0]
        entry = tomllib.loads(front)
        if "withdrawn" in entry["advisory"]:
            continue
        kind = entry["advisory"].get("informational", "vulnerability")
        safe = entry["versions"].get("patched", []) + entry["versions"].get("unaffected", [])
        yield f"{package} {entry['advisory']['id']} {kind} {' | '.join(safe)}".rstrip()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    database = sys.argv[1]
    date = git(database, "log", "-1", "--format=%cd", "--date=short").strip()
    lines = sorted(advisories(database, locked()))
    text = f"# RustSec advisory database of {date}: package, advisory, kind, versions without it\n" + "\n".join(lines) + "\n"
    (HERE / "advisories.txt").write_text(text)
    age = (datetime.date.today() - datetime.date.fromisoformat(date)).days
    print(f"{len(lines)} advisories, of {date}, which is {age} days ago")


main()
