"""Tell whether a title in the text is that of an office that somebody holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.mentions.roles import Role
    from communique.mentions.scene import Scene
    from communique.types import Entity

# Heads that a bare description may share without meaning the same office.
TOP_OFFICES = frozenset(
    """president leader ruler dictator strongman premier chancellor king queen emir sultan monarch
    autocrat""".split()
)


def contradicts(role: Role, entity: Entity) -> bool:
    """Tell whether a fuller title speaks against a person: a defence minister is no premier."""
    words, held = role.text.lower().split(), entity.role.lower().split()
    if words[-1:] == held[-1:] and held[-2:-1] in (["prime"], ["vice"]):
        return held[-2] not in words
    if len(words) < 2 or len(held) < 2 or words[-1] != held[-1]:
        return False
    skip = {"the", "former", "new", "then", "late", "deputy", "senior", "top", "reclusive"}
    mine = {w for w in words[:-1] if w not in skip}
    fields = {
        "foreign", "defense", "defence", "prime", "interior", "finance", "trade", "justice",
        "vice", "deputy", "energy", "oil",
    }  # fmt: skip
    return bool(mine & fields) and not mine & set(held)


def names_office(scene: Scene, role: Role, held: str) -> bool:
    """Tell whether a title says the office that somebody holds."""
    held = held.lower()
    said = role.text.lower()
    if said == held:
        return True
    if held.endswith(f" {said}"):
        # "The minister" is no prime minister, nor "the president" a vice president.
        return not {"prime", "vice"} & set(held.removesuffix(said).split())
    if role.noun in {"leader", "ruler", "dictator", "strongman", "autocrat"}:
        return held in TOP_OFFICES | {"supreme leader", "prime minister", "general secretary"}
    mine = scene.directory.titles.get(tuple(said.split()), ())
    theirs = scene.directory.titles.get(tuple(held.split()), ())
    posts = {scene.directory.offices[o].post for o in theirs}
    return bool({scene.directory.offices[o].post for o in mine} & posts) and (
        said.split()[-1] == held.split()[-1]
    )
