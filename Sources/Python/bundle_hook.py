"""Puts the executable and its libraries into the wheel, where RELUVAR_BUNDLE names their folder.

``make wheel`` does. Elsewhere the wheel has no executable, and the one on the search path is run.
"""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BundleHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        folder = os.environ.get("RELUVAR_BUNDLE")
        if self.target_name != "wheel" or version == "editable" or not folder:
            return
        bundle = Path(folder)
        glibc = (bundle / "share" / "glibc").read_text().strip().replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-manylinux_{glibc}_{platform.machine()}"
        for part in ("bin", "lib", "share"):
            build_data["force_include"][str(bundle / part)] = f"reluvar/bundle/{part}"
