"""The payloads in the folder above, for a planted fault to change."""
import importlib
import os
import sys


def load(name):
    sys.path.insert(1, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    return importlib.import_module(name)
