"""Which packages of others `make vendor` copies into pages/vendor: exact versions, and hashes of what npm serves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pin:
    """A package; ``integrity`` is npm's own for its archive, ``files`` maps what is taken of it to its name here."""

    package: str
    version: str
    licence: str
    integrity: str
    files: dict[str, str]
    inside: str | None = None
    """The file of another package that holds this one; of this one only the licence is taken."""


PINS = (
    Pin(
        "vis-network",
        "10.1.5",
        "Apache-2.0 OR MIT",
        "sha512-civ5BjoMdAEwRb/PZMmBZ3sD+NPymIWfkIeaoBDqQZKJ1YDq20X6vTB8u+UstwdWT9ftxRaSEflKFOUTw43I0w==",
        # The self-contained build for pages, with its data sets; unlike "standalone" it carries no style sheet, adds
        # no style element and is a third smaller.
        {
            "dist/vis-network.min.js": "vis-network.min.js",
            "LICENSE-APACHE-2.0": "vis-network.LICENSE-APACHE-2.0",
            "LICENSE-MIT": "vis-network.LICENSE-MIT",
        },
    ),
    Pin(
        "sigma",
        "3.0.3",
        "MIT",
        "sha512-5H0zFlx6/NTQpqBg4Rm569ZOpnBOXMaS25UQThIWMU3XyzI5AhmorK/gnl87BvJBLhQd0tW4C0LIp3enWzMoNw==",
        {"dist/sigma.min.js": "sigma.min.js", "LICENSE.txt": "sigma.LICENSE"},
    ),
    Pin(
        "graphology",
        "0.26.0",
        "MIT",
        "sha512-8SSImzgUUYC89Z042s+0r/vMibY7GX/Emz4LDO5e7jYXhuoWfHISPFJYjpRLUSJGq6UQ6xlenvX1p/hJdfXuXg==",
        {"dist/graphology.umd.min.js": "graphology.umd.min.js", "LICENSE.txt": "graphology.LICENSE"},
    ),
    Pin(
        "events",
        "3.3.0",
        "MIT",
        "sha512-mQw+2fkQbALzQ7V0MY0IqdnXNOeTtP4r0lN9z7AAawCXgqea7bDii20AYrIBrFd/Hx0M2Ocz6S111CaFkUcb0Q==",
        {"LICENSE": "events.LICENSE"},
        inside="sigma.min.js",
    ),
    Pin(
        "graphology-utils",
        "2.5.2",
        "MIT",
        "sha512-ckHg8MXrXJkOARk56ZaSCM1g1Wihe2d6iTmz1enGOz4W/l831MBCKSayeFQfowgF8wd+PQ4rlch/56Vs/VZLDQ==",
        {"LICENSE.txt": "graphology-utils.LICENSE"},
        inside="sigma.min.js",
    ),
)
