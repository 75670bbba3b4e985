"""Loads the YAML files of a folder with PyYAML's CSafeLoader and does nothing else: what reading is compared with."""

import os
import sys

import yaml


def main(folder: str) -> None:
    """Load all files below a folder, one by one."""
    for parent, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".yaml"):
                with open(f"{parent}/{name}", "rb") as file:  # noqa: PTH123 - a Path for each file takes its time as well
                    yaml.load(file, yaml.CSafeLoader)


if __name__ == "__main__":
    main(sys.argv[1])
