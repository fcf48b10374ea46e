#!/usr/bin/env python3
"""Lists the sections of the specification that hold requirements: file, heading, number of them, and a part of the
SHA-256 of the section, by which a change shows. No text of it.

usage: list.py DBESDK FRAMEWORK
DBESDK is a clone of aws/aws-database-encryption-sdk-dynamodb, FRAMEWORK one of awslabs/aws-encryption-sdk-specification;
a bare one will do. What is read is what HEAD names, not the work tree.
"""

import collections
import hashlib
import re
import subprocess
import sys

# "MUST NOT" is one requirement, as is each word where a sentence has two.
REQUIREMENT = re.compile(r"\b(?:MUST|SHALL|REQUIRED)\b")
# Such a section says what the words mean.
CONVENTIONS = "Conventions used in this document"


def git(repository, *arguments):
    return subprocess.run(["git", "-C", repository, *arguments], check=True, capture_output=True, text=True).stdout


def sections(text):
    """Yields the headings above each section, its own last, and its lines, in the order of the file."""
    path, lines, fenced = [], [], False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        heading = None if fenced else re.match(r"(#+)\s+(.*?)\s*#*$", line)
        if heading:
            yield tuple(name for _, name in path), lines
            level, lines = len(heading[1]), []
            path = [entry for entry in path if entry[0] < level] + [(level, heading[2])]
        else:
            lines.append(line)
    yield tuple(name for _, name in path), lines


def digest(lines):
    """The same for other line breaks, and for links that lead elsewhere."""
    text = re.sub(r"\]\([^)]*\)", "]", " ".join(lines))
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def names(paths):
    """The shortest ends of the paths that tell them apart."""
    lengths = {path: 1 for path in paths}
    while True:
        named = {path: " / ".join(path[-length:]) for path, length in lengths.items()}
        times = collections.Counter(named.values())
        grown = {path: length + (times[named[path]] > 1 and length < len(path)) for path, length in lengths.items()}
        if grown == lengths:
            return named
        lengths = grown


def listed(repository, folder):
    for file in git(repository, "ls-tree", "-r", "--name-only", "HEAD", folder + "/").splitlines():
        if not file.endswith(".md"):
            continue
        # A heading that occurs twice under the same headings counts as one section.
        found = {}
        for path, lines in sections(git(repository, "show", "HEAD:" + file)):
            found.setdefault(path, []).extend(lines)
        named = names(found)
        for path, lines in found.items():
            count = sum(len(REQUIREMENT.findall(line)) for line in lines)
            if count and path and path[-1] != CONVENTIONS:
                yield f"{file} | {named[path]} | {count} | {digest(lines)}"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print("# The sections of the specification that hold requirements: file, heading, how many times MUST, SHALL and REQUIRED are")
    print("# in it, and a part of its SHA-256. A heading that a file has twice follows those above it. Made by list.py from")
    for repository, name, folder in [
        (sys.argv[1], "aws/aws-database-encryption-sdk-dynamodb", "specification"),
        (sys.argv[2], "awslabs/aws-encryption-sdk-specification", "framework"),
    ]:
        commit = git(repository, "log", "-1", "--format=%H of %cs").strip()
        print(f"# {folder}/: {name}, commit {commit}")
    for repository, folder in [(sys.argv[1], "specification"), (sys.argv[2], "framework")]:
        for line in listed(repository, folder):
            print(line)


main()
