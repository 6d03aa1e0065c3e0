"""Code shards of any number into Parquet parts with a manifest, so that a run can be resumed.

Stands above reading and coding and beside the command line, which hands it the way to code one
article: what happens to an article that cannot be coded is decided there, once for all commands.
"""

from __future__ import annotations

from communique.bulk.manifest import Making, Row, holds_parts, read_manifest
from communique.bulk.parts import read_parts
from communique.bulk.shards import Shard, find_shards

__all__ = ["Making", "Row", "Shard", "find_shards", "holds_parts", "read_manifest", "read_parts"]
