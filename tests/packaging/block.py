"""Prints a block of code of a page: block.py PAGE LANGUAGE NUMBER, the first of that language being 0."""

import re
import sys

page, language, number = sys.argv[1:]
text = open(page, encoding="utf-8").read()
blocks = re.findall(r"^```([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
print([block for named, block in blocks if named == language][int(number)], end="")
