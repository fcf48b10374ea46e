"""Writes what the crate is built of as a CycloneDX bill of materials (JSON, version 1.5).

sbom.py MANIFEST [FEATURES]: for x86-64 Linux, with default features unless others are named (a list with commas). Packages that
only tests and benchmarks use are left out. Checksums are those of Cargo.lock.
"""

import json
import re
import subprocess
import sys
import uuid

manifest = sys.argv[1]
features = sys.argv[2] if len(sys.argv) > 2 else ""
TARGET = "x86_64-unknown-linux-gnu"


def cargo(*arguments):
    command = ["cargo", *arguments, "--locked", "--manifest-path", manifest]
    command += ["--features", features] if features else []
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


data = json.loads(cargo("metadata", "--format-version", "1", "--filter-platform", TARGET))
packages = {package["id"]: package for package in data["packages"]}
nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
root = data["resolve"]["root"]

lock = open(data["workspace_root"] + "/Cargo.lock", encoding="utf-8").read()
checksums = {
    (name, version): checksum
    for name, version, checksum in re.findall(
        r'name = "([^"]+)"\nversion = "([^"]+)"\nsource = [^\n]*\nchecksum = "([0-9a-f]{64})"', lock
    )
}


# The features of other packages of a workspace count in `metadata`, and not in `tree`.
tree = cargo("tree", "--package", packages[root]["name"], "--edges", "normal,build", "--prefix", "none", "--format", "{p}", "--target", TARGET)
built_of = {tuple(line.split(" ")[:2]) for line in tree.splitlines()}


def is_built(package):
    return (packages[package]["name"], "v" + packages[package]["version"]) in built_of


def used(node):
    """The packages that this one is built of, and not only tested with."""
    return sorted({
        dependency["pkg"]
        for dependency in node["deps"]
        if is_built(dependency["pkg"]) and any(kind["kind"] in (None, "build") for kind in dependency["dep_kinds"])
    })


reached = {package for package in packages if is_built(package)}


def reference(package):
    return f"pkg:cargo/{packages[package]['name']}@{packages[package]['version']}"


def component(package):
    entry = packages[package]
    found = {
        "type": "library",
        "bom-ref": reference(package),
        "name": entry["name"],
        "version": entry["version"],
        "purl": reference(package),
        "scope": "required",
    }
    if entry.get("description"):
        found["description"] = " ".join(entry["description"].split())
    if entry.get("license"):
        # Older packages write a slash for "or".
        found["licenses"] = [{"expression": entry["license"].replace("/", " OR ")}]
    checksum = checksums.get((entry["name"], entry["version"]))
    if checksum:
        found["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    return found


others = sorted(reached - {root}, key=reference)
bill = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, reference(root) + features + lock)}",
    "version": 1,
    "metadata": {"component": {key: value for key, value in component(root).items() if key != "scope"}},
    "components": [component(package) for package in others],
    "dependencies": [
        {"ref": reference(package), "dependsOn": [reference(other) for other in used(nodes[package])]}
        for package in [root, *others]
    ],
}

unlicensed = [entry["purl"] for entry in bill["components"] if "licenses" not in entry]
unchecked = [
    entry["purl"]
    for entry in bill["components"]
    if "hashes" not in entry and not entry["name"].startswith("dynamodb-item-encryptor")
]
if unlicensed or unchecked:
    sys.exit(f"without a licence: {unlicensed}; without a checksum: {unchecked}")
json.dump(bill, sys.stdout, indent=1)
print()
