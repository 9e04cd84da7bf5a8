"""Where many thousand actors stand: t-SNE on who is joined with whom, as a spring layout would give a ball of hair."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.float64]

SPRING_UP_TO = 2000
"""Up to so many joined actors a spring layout is quick and separates well."""
SPRING_WITHOUT_EXTRA = 5000
"""Without the extra a spring layout is taken up to here; above it would take minutes, and eigenvectors have to do."""
EXTRA = "goodoffices[layout]"
STEPS = ((100, 12.0, 0.5), (200, 1.0, 0.8))
"""Iterations, how much joined actors attract each other more than at the end, and momentum."""


def has_extra() -> bool:
    """Whether the package that lays out large networks is installed."""
    # Found, not imported: it brings scikit-learn and SciPy with it.
    return find_spec("openTSNE") is not None


def layout_notice(joined: int) -> str | None:
    """What is to be said of the places of a network whose largest part has so many actors, if anything."""
    if joined <= SPRING_UP_TO or has_extra():
        return None
    how = "slower and less clear" if joined <= SPRING_WITHOUT_EXTRA else "coarse"
    return f"The places of {joined} actors are {how} without the layout extra: pip install '{EXTRA}'."


def spread(count: int, pairs: Sequence[tuple[int, int]], *, seed: int) -> Places:
    """A place for each of ``count`` joined actors, of no particular size; the same for the same input and seed.

    Without the extra the ranks along two eigenvectors: neighbours stand near each other, groups hardly apart.
    """
    start = _eigenvectors(count, pairs, seed)
    return _embedded(count, pairs, start, seed) if has_extra() else start.argsort(axis=0).argsort(axis=0) / count


def _weights(count: int, pairs: Sequence[tuple[int, int]]) -> tuple[Any, Any, Any]:
    """Rows, columns and values of the adjacency, each line divided by the roots of the degrees of its ends."""
    ends = np.asarray(pairs, dtype=np.int64)
    rows, columns = np.concatenate([ends, ends[:, ::-1]]).T
    degrees = np.bincount(rows, minlength=count)
    return rows, columns, 1 / np.sqrt(degrees[rows] * degrees[columns])


def _eigenvectors(count: int, pairs: Sequence[tuple[int, int]], seed: int) -> Places:
    """The two leading eigenvectors but the first, which only tells degrees, by repeated multiplication."""
    rows, columns, values = _weights(count, pairs)
    first = np.sqrt(np.bincount(rows, minlength=count))
    found = np.random.default_rng(seed).standard_normal((count, 2))
    found = np.column_stack([first, found])
    for _ in range(80):
        # Each is added to itself, or with two camps that have lines only to each other -1 would be as strong as 1.
        moved = [np.bincount(rows, values * one[columns], minlength=count) + one for one in found.T]
        # The first is known: put back each time, it stays out of the other two.
        found = np.column_stack([first, np.column_stack(moved)[:, 1:]])
        found, _ = np.linalg.qr(found)
    return found[:, 1:]


def _embedded(count: int, pairs: Sequence[tuple[int, int]], start: Places, seed: int) -> Places:
    from openTSNE import TSNEEmbedding
    from openTSNE.affinity import PrecomputedAffinities
    from scipy.sparse import csr_matrix

    rows, columns, values = _weights(count, pairs)
    near = PrecomputedAffinities(csr_matrix((values, (rows, columns)), shape=(count, count)))
    # One thread, because the same input and seed must give the same places.
    settings = {"negative_gradient_method": "fft", "ints_in_interval": 2, "n_jobs": 1, "random_state": seed}
    # As small as openTSNE makes its own beginnings, or it might not converge.
    places = TSNEEmbedding(start / start.std(axis=0) * 1e-4, near, **settings)
    for iterations, exaggeration, momentum in STEPS:
        places = places.optimize(n_iter=iterations, exaggeration=exaggeration, momentum=momentum)
    return np.asarray(places)
